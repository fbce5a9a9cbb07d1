package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Books;
import dev.bursar.policy.budget.BudgetTerms;
import dev.bursar.policy.budget.DoubtShare;
import dev.bursar.policy.budget.Grant;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.NodeLife;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Place;
import dev.bursar.policy.budget.Posting;
import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.UsageBook;
import dev.bursar.policy.budget.UsageReport;
import dev.bursar.policy.budget.memory.InMemoryBooks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The books, and a bookkeeper beside them that keeps its own sums from what is written, so that each commit can be
 * checked in little time.
 */
final class WatchedBooks implements Books, UsageBook {
    /** Sums of one period's leases and postings, as they were written. */
    static final class Sums {
        long open;
        long inDoubt;
        long settled;
        long posted;
        long overrun;
        long ruled;
        long limitAtMost;
    }

    private record Charged(UUID eventId, UUID budgetId) {}

    private final InMemoryBooks books;
    private final Tally tally;
    private final Trace trace;
    private final SortedMap<Place, PeriodAccount> periods = new TreeMap<>();
    private final SortedMap<UUID, LeaseAccount> leases = new TreeMap<>();
    private final Map<Place, Sums> sums = new HashMap<>();
    private final Set<Charged> charged = new HashSet<>();
    private final Map<Call, List<Grant>> granted = new HashMap<>();
    private final Map<UUID, Long> newest = new HashMap<>();
    private final List<PeriodAccount> writtenPeriods = new ArrayList<>();
    private final List<LeaseAccount> writtenLeases = new ArrayList<>();
    private final List<LeaseAccount> changed = new ArrayList<>();
    private final List<Posting> writtenPostings = new ArrayList<>();
    private final List<Resolution> writtenResolutions = new ArrayList<>();
    private long grants;

    WatchedBooks(InMemoryBooks books, Tally tally, Trace trace) {
        this.books = books;
        this.tally = tally;
        this.trace = trace;
    }

    <T> T transaction(Supplier<T> work) {
        forgetWritten();
        T result = books.transaction(work);
        commit();
        return result;
    }

    /** From here on the older lives of the node get nothing. */
    void opened(NodeLife life) {
        newest.put(life.nodeId(), life.epoch());
    }

    InMemoryBooks inner() {
        return books;
    }

    SortedMap<Place, PeriodAccount> periods() {
        return periods;
    }

    SortedMap<UUID, LeaseAccount> leases() {
        return leases;
    }

    /** By transactions since the last call. */
    List<LeaseAccount> takeChangedLeases() {
        if (changed.isEmpty()) {
            return List.of();
        }
        List<LeaseAccount> taken = List.copyOf(changed);
        changed.clear();
        return taken;
    }

    Sums sums(Place place) {
        return sums.computeIfAbsent(place, unknown -> new Sums());
    }

    /** Transactions that granted something. */
    long grants() {
        return grants;
    }

    private void forgetWritten() {
        writtenPeriods.clear();
        writtenLeases.clear();
        writtenPostings.clear();
        writtenResolutions.clear();
    }

    private void commit() {
        writtenLeases.forEach(this::count);
        changed.addAll(writtenLeases);
        writtenPostings.forEach(this::count);
        for (Resolution resolution : writtenResolutions) {
            sums(resolution.period()).ruled += resolution.spentNanos();
        }
        writtenPeriods.forEach(this::check);
    }

    private void count(LeaseAccount lease) {
        LeaseAccount before = leases.put(lease.id(), lease);
        trace.add(lease.id());
        trace.add(lease.openNanos());
        trace.add(lease.inDoubtNanos());
        trace.add(lease.settledNanos());
        if (before != null) {
            witness(before, lease);
        }
        Sums of = sums(lease.place());
        of.open += lease.openNanos() - (before == null ? 0 : before.openNanos());
        of.inDoubt += lease.inDoubtNanos() - (before == null ? 0 : before.inDoubtNanos());
        of.settled += lease.settledNanos() - (before == null ? 0 : before.settledNanos());
        if (lease.grantedNanos() > (before == null ? 0 : before.grantedNanos())) {
            grants++;
            Violation.unless(
                    newest.getOrDefault(lease.life().nodeId(), 0L)
                            == lease.life().epoch(),
                    () -> "a fenced life gets nothing: " + lease);
        }
    }

    private void witness(LeaseAccount before, LeaseAccount lease) {
        if (before.state() == LeaseAccount.State.OPEN && lease.state() == LeaseAccount.State.IN_DOUBT) {
            tally.happened(Fault.LEASE_GIVEN_UP);
        }
        if (before.state() == LeaseAccount.State.IN_DOUBT && lease.settledNanos() > before.settledNanos()) {
            tally.happened(Fault.LATE_REPORT);
        }
        if (lease.settledNanos() > before.settledNanos() && hasLaterPeriod(lease.place())) {
            tally.happened(Fault.CHARGED_AFTER_ROLL_OVER);
        }
    }

    private boolean hasLaterPeriod(Place place) {
        Iterator<Place> after = periods.tailMap(place).keySet().iterator();
        after.next();
        return after.hasNext() && after.next().budgetId().equals(place.budgetId());
    }

    private void count(Posting posting) {
        Violation.unless(
                charged.add(new Charged(posting.eventId(), posting.budgetId())),
                () -> "an event is charged to a budget once: " + posting);
        Sums of = sums(new Place(posting.budgetId(), posting.periodStart()));
        of.posted += posting.settledNanos();
        of.overrun += posting.overrunNanos();
    }

    private boolean hasEarlierPeriod(Place place) {
        SortedMap<Place, PeriodAccount> earlier = periods.headMap(place);
        return !earlier.isEmpty() && earlier.lastKey().budgetId().equals(place.budgetId());
    }

    private void check(PeriodAccount written) {
        PeriodAccount before = periods.put(written.place(), written);
        if (before == null && hasEarlierPeriod(written.place())) {
            tally.happened(Fault.ROLL_OVER);
        }
        Account account = written.account();
        Sums of = sums(written.place());
        of.limitAtMost = Math.max(of.limitAtMost, account.limitNanos());
        same("settled", account.settledNanos(), of.posted + of.ruled, written);
        Violation.unless(written.overrunNanos() == 0 || !account.hard(), () -> "nothing passes its hold: " + written);
        if (account.hard()) {
            long allowed = Math.max(
                    account.limitNanos(), before == null ? 0 : before.account().committedNanos());
            Violation.unless(
                    account.committedNanos() <= allowed,
                    () -> "settled, leased and in doubt pass " + allowed + ": " + written);
            same("leased", account.leasedNanos(), of.open, written);
            same("in doubt", account.inDoubtNanos(), of.inDoubt, written);
            same("settled by leases", account.settledNanos(), of.settled, written);
        }
    }

    private static void same(String part, long account, long sum, PeriodAccount where) {
        Violation.unless(account == sum, () -> part + " is " + account + ", its parts are " + sum + ": " + where);
    }

    @Override
    public Set<NodeLife> holdOpen(Collection<NodeLife> lives) {
        return books.holdOpen(lives);
    }

    @Override
    public Map<UUID, BudgetTerms> terms(Collection<UUID> budgetIds, Instant now) {
        return books.terms(budgetIds, now);
    }

    @Override
    public SortedMap<Place, PeriodAccount> lock(SortedSet<Place> places, Instant now) {
        SortedMap<Place, PeriodAccount> locked = books.lock(places, now);
        locked.values().forEach(period -> {
            Sums of = sums(period.place());
            of.limitAtMost = Math.max(of.limitAtMost, period.account().limitNanos());
        });
        return locked;
    }

    @Override
    public List<LeaseAccount> leases(Collection<UUID> leaseIds) {
        return books.leases(leaseIds);
    }

    @Override
    public List<LeaseAccount> leasesOf(Collection<NodeLife> lives, Collection<PeriodAccount> in) {
        return books.leasesOf(lives, in);
    }

    @Override
    public List<LeaseAccount> leasesOf(NodeLife life) {
        return books.leasesOf(life);
    }

    @Override
    public List<LeaseAccount> expired(Instant before, int atMost) {
        return books.expired(before, atMost);
    }

    @Override
    public void save(
            Collection<PeriodAccount> changedPeriods,
            Collection<LeaseAccount> changedLeases,
            Collection<Answer> answers) {
        writtenPeriods.addAll(changedPeriods);
        writtenLeases.addAll(changedLeases);
        answers.forEach(this::check);
        books.save(changedPeriods, changedLeases, answers);
    }

    private void check(Answer answer) {
        List<Grant> before = granted.put(answer.call(), answer.grants());
        Violation.unless(
                before == null || before.isEmpty() && answer.grants().isEmpty(),
                () -> "a call is granted once: " + answer);
    }

    @Override
    public Map<Call, List<Grant>> answers(Collection<Call> calls) {
        return books.answers(calls);
    }

    @Override
    public void forgetAnswers(NodeLife life) {
        books.forgetAnswers(life);
    }

    @Override
    public List<DoubtShare> doubts(UUID eventId) {
        return books.doubts(eventId);
    }

    @Override
    public void record(Collection<Resolution> resolutions) {
        writtenResolutions.addAll(resolutions);
        books.record(resolutions);
    }

    @Override
    public Set<UUID> record(UUID nodeId, List<UsageReport> reports) {
        return books.record(nodeId, reports);
    }

    @Override
    public void post(List<Posting> postings) {
        writtenPostings.addAll(postings);
        books.post(postings);
    }
}
