package dev.bursar.policy.budget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

/** All of an organization's books at one instant, to be checked. */
public record BooksState(
        List<PeriodAccount> periods, List<LeaseAccount> leases, List<Posting> postings, List<Resolution> resolutions) {
    public BooksState {
        periods = List.copyOf(periods);
        leases = List.copyOf(leases);
        postings = List.copyOf(postings);
        resolutions = List.copyOf(resolutions);
    }

    /** What is wrong, in sentences; empty: the books are right. */
    public List<String> violations() {
        List<String> found = new ArrayList<>();
        periods.forEach(period -> check(period, found));
        Set<List<Object>> seen = new HashSet<>();
        for (Posting posting : postings) {
            List<Object> event = List.of(posting.eventId(), posting.budgetId());
            require(seen.add(event), "an event is charged to a budget once: " + event, found);
        }
        return found;
    }

    /**
     * What must not have happened since then, beside {@link #violations}: a hard account that commits more than its
     * limit allows. One whose limit was lowered below what was committed may keep that, and no more.
     */
    public List<String> violationsSince(BooksState before) {
        Map<Place, Account> old = new HashMap<>();
        before.periods.forEach(period -> old.put(period.place(), period.account()));
        List<String> found = new ArrayList<>();
        for (PeriodAccount period : periods) {
            Account was = old.get(period.place());
            long allowed = Math.max(period.account().limitNanos(), was == null ? 0 : was.committedNanos());
            boolean within = !period.account().hard() || period.account().committedNanos() <= allowed;
            require(within, "committed passes what was allowed (" + period + ")", found);
        }
        return found;
    }

    private void check(PeriodAccount period, List<String> found) {
        Account account = period.account();
        String where = " (" + period + ")";
        long namedDoubt = posted(period, Posting::inDoubtNanos) - resolved(period, BooksState::ofEvents);
        if (!account.hard()) {
            same("in doubt", account.inDoubtNanos(), namedDoubt, where, found);
        } else {
            long named = leases(period, lease -> lease.inDoubtNanos() - lease.givenUpNanos());
            same("what events left in doubt", named, namedDoubt, where, found);
            same("leased", account.leasedNanos(), leases(period, LeaseAccount::openNanos), where, found);
            same("in doubt", account.inDoubtNanos(), leases(period, LeaseAccount::inDoubtNanos), where, found);
            same("settled by leases", account.settledNanos(), leases(period, LeaseAccount::settledNanos), where, found);
        }
        long spent = resolved(period, Resolution::spentNanos);
        same("settled", account.settledNanos(), posted(period, Posting::settledNanos) + spent, where, found);
        same("overrun", period.overrunNanos(), posted(period, Posting::overrunNanos), where, found);
    }

    private static long ofEvents(Resolution resolution) {
        boolean event = resolution.ruling().doubt() instanceof Doubt.OfEvent;
        return event ? resolution.spentNanos() + resolution.unspentNanos() : 0;
    }

    private long leases(PeriodAccount period, ToLongFunction<LeaseAccount> part) {
        return leases.stream()
                .filter(lease -> lease.place().equals(period.place()))
                .mapToLong(part)
                .sum();
    }

    private long posted(PeriodAccount period, ToLongFunction<Posting> part) {
        return postings.stream()
                .filter(posting -> new Place(posting.budgetId(), posting.periodStart()).equals(period.place()))
                .mapToLong(part)
                .sum();
    }

    private long resolved(PeriodAccount period, ToLongFunction<Resolution> part) {
        return resolutions.stream()
                .filter(resolution -> resolution.period().equals(period.place()))
                .mapToLong(part)
                .sum();
    }

    private static void same(String part, long account, long sum, String where, List<String> found) {
        require(Objects.equals(account, sum), part + " is " + account + ", its parts are " + sum + where, found);
    }

    private static void require(boolean holds, String sentence, List<String> found) {
        if (!holds) {
            found.add(sentence);
        }
    }
}
