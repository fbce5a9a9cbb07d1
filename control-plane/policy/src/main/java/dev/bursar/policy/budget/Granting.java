package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One grant: all levels or none. */
final class Granting {
    private final LeaseTerms terms;
    private final Supplier<UUID> leaseIds;

    Granting(LeaseTerms terms, Supplier<UUID> leaseIds) {
        this.terms = terms;
        this.leaseIds = leaseIds;
    }

    Acquired grant(Books books, Acquisition call, Instant now) {
        Map<UUID, BudgetTerms> budgets =
                books.terms(call.wishes().stream().map(Wish::budgetId).toList(), now);
        List<Level> levels = new ArrayList<>();
        call.wishes().forEach(wish -> levels.add(level(wish, budgets.get(wish.budgetId()), now)));
        SortedSet<Place> places = new TreeSet<>();
        levels.forEach(level -> places.add(level.place()));
        Page page = Page.lock(books, places, now);
        levels.forEach(level -> period(page, level));
        page.add(books.leasesOf(call.life(), page.periods()));
        Set<UUID> recalls = recalls(page, levels, call);
        Optional<Level> refusing = levels.stream()
                .filter(level -> level.wish().leastNanos()
                        > period(page, level).account().freeNanos())
                .min(Comparator.comparingInt(level -> level.terms().depth()));
        return refusing.<Acquired>map(level -> new Acquired.Refused(period(page, level), recalls))
                .orElseGet(() -> granted(page, levels, call, recalls, now));
    }

    /** One level of the path. */
    private record Level(Wish wish, BudgetTerms terms, Place place) {}

    private Level level(Wish wish, @Nullable BudgetTerms budget, Instant now) {
        if (budget == null || !budget.active()) {
            throw new TreasuryException(TreasuryException.Reason.UNKNOWN, "budget_unknown");
        }
        if (!budget.hard()) {
            throw new TreasuryException(TreasuryException.Reason.INVALID, "budget_is_soft");
        }
        return new Level(wish, budget, new Place(budget.budgetId(), wish.nextPeriod() ? next(budget, now) : now));
    }

    /** When the next period starts. */
    private Instant next(BudgetTerms budget, Instant now) {
        Instant end = budget.current().end();
        if (end == null || now.isBefore(end.minus(terms.ahead()))) {
            throw new TreasuryException(TreasuryException.Reason.INVALID, "next_period_not_near");
        }
        return end;
    }

    private static PeriodAccount period(Page page, Level level) {
        return page.period(level.place())
                .orElseThrow(() -> new TreasuryException(TreasuryException.Reason.UNKNOWN, "budget_unknown"));
    }

    /** Budgets that are near their cap while other nodes hold some of their money. */
    private static Set<UUID> recalls(Page page, List<Level> levels, Acquisition call) {
        Set<UUID> recalls = new HashSet<>();
        for (Level level : levels) {
            PeriodAccount period = period(page, level);
            long own = lease(page, period, call.life())
                    .map(LeaseAccount::openNanos)
                    .orElse(0L);
            boolean others = period.account().leasedNanos() > own;
            if (others && LeaseSizing.isNear(period.account(), level.wish(), call.nodes())) {
                recalls.add(period.budgetId());
            }
        }
        return recalls;
    }

    private Acquired granted(Page page, List<Level> levels, Acquisition call, Set<UUID> recalls, Instant now) {
        List<Grant> grants = new ArrayList<>();
        for (Level level : levels) {
            PeriodAccount period = period(page, level);
            long nanos = LeaseSizing.chunk(period.account(), level.wish(), call.nodes());
            LeaseAccount lease = lease(page, period, call.life())
                    .orElseGet(() -> LeaseAccount.fresh(leaseIds.get(), period.place(), call.life(), now));
            Instant from =
                    period.window().start().isAfter(now) ? period.window().start() : now;
            Instant until = from.plus(terms.timeToLive());
            LeaseAccount.Step step = page.change(lease, (it, account) -> it.grant(account, nanos, until));
            grants.add(new Grant(
                    lease.id(),
                    nanos,
                    until,
                    period.budgetId(),
                    period.window(),
                    step.period().account()));
        }
        page.saveAnswering(call.life(), call.requestId(), grants, now);
        return new Acquired.Granted(grants, recalls);
    }

    private static Optional<LeaseAccount> lease(Page page, PeriodAccount period, NodeLife life) {
        return page.leases().stream()
                .filter(lease ->
                        lease.place().equals(period.place()) && lease.life().equals(life))
                .findFirst();
    }
}
