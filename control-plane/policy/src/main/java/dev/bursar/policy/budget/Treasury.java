package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lends budgets' money to nodes, books what they spent and takes back what they did not. Each method is one transaction
 * of one organization: it reads and writes {@link Books} and nothing else, and a call that throws must leave no trace.
 *
 * <p>What it keeps, after every call: a hard account never passes its ceiling; the leases' parts add up to their
 * account's; what is settled is the sum of the charges and rulings; and money leaves doubt by a {@link Proof} only.
 */
public final class Treasury {
    private static final int SWEEP_BATCH = 200;

    private final LeaseTerms terms;
    private final Granting granting;

    /** @param leaseIds a new id each time */
    public Treasury(LeaseTerms terms, Supplier<UUID> leaseIds) {
        this.terms = terms;
        this.granting = new Granting(terms, leaseIds);
    }

    /**
     * Grants all levels of a path, or none. A call that was granted is answered the same again; a refusal is not
     * remembered, since it changed nothing.
     *
     * @throws TreasuryException if the life is not open, a budget is unknown or soft, or its next period is not near
     */
    public Acquired acquire(Books books, Acquisition call, Instant now) {
        return switch (acquire(books, List.of(call), now).getFirst()) {
            case Acquired.Rejected(TreasuryException.Reason reason, String code) ->
                throw new TreasuryException(reason, code);
            case Acquired other -> other;
        };
    }

    /**
     * The same for several calls in one transaction, which comes to what they come to one after another.
     *
     * @param calls of any lives; one that comes twice is answered twice and granted once
     * @return in the order of the calls; one that cannot be right is rejected, and the others are granted
     */
    public List<Acquired> acquire(Books books, List<Acquisition> calls, Instant now) {
        return granting.grant(books, calls, now);
    }

    /**
     * What a node does not need is free again; at most what its leases have. Once for each number of call.
     *
     * @param nanosByLease by the lease's id
     * @throws TreasuryException if a lease is not this life's
     */
    public void giveBack(Books books, NodeLife life, long requestId, Map<UUID, Long> nanosByLease, Instant now) {
        Books.Call call = new Books.Call(life, requestId);
        if (!books.answers(List.of(call)).isEmpty()) {
            return;
        }
        List<LeaseAccount> peeked = books.leases(nanosByLease.keySet());
        boolean own = peeked.size() == nanosByLease.size()
                && peeked.stream().allMatch(lease -> lease.life().equals(life));
        if (!own) {
            throw new TreasuryException(TreasuryException.Reason.UNKNOWN, "lease_unknown");
        }
        Page page = Page.ofLeases(books, peeked, now);
        for (LeaseAccount lease : List.copyOf(page.leases())) {
            long nanos = nanosByLease.getOrDefault(lease.id(), 0L);
            page.change(lease, (it, period) -> it.giveBack(period, nanos));
        }
        page.save(List.of(new Books.Answer(call, List.of(), now)));
    }

    /**
     * Books usage events of a node, of any of its lives: each once, whatever comes twice or late.
     *
     * @param reports each id once
     * @return the reports as they were recorded, with their objections; without those recorded before
     */
    public List<UsageReport> report(
            Books books, UsageBook usage, UUID nodeId, Collection<UsageReport> reports, Instant now) {
        return Booking.of(books, nodeId, reports, now).book(usage);
    }

    /**
     * Gives up leases that expired longer ago than the grace, and the open ones of fenced lives. What they have left is
     * in doubt: time alone never refunds.
     *
     * @return how many; as many as a batch: there may be more
     */
    public int sweep(Books books, Collection<NodeLife> fenced, Instant now) {
        Instant before = now.minus(terms.grace());
        List<LeaseAccount> chosen = new ArrayList<>(books.expired(before, SWEEP_BATCH));
        fenced.forEach(life -> books.leasesOf(life).stream()
                .filter(lease -> lease.state() == LeaseAccount.State.OPEN && !chosen.contains(lease))
                .forEach(chosen::add));
        Page page = Page.ofLeases(books, chosen, now);
        int ended = 0;
        for (LeaseAccount lease : List.copyOf(page.leases())) {
            boolean over = lease.expiresAt().isBefore(before) || fenced.contains(lease.life());
            if (lease.state() == LeaseAccount.State.OPEN && over) {
                page.change(lease, LeaseAccount::giveUp);
                ended++;
            }
        }
        page.save();
        return ended;
    }

    /**
     * The node says that everything of this life is reported: what its leases have left returns. A second time changes
     * nothing.
     *
     * @throws TreasuryException if the life was not fenced before: something could be granted meanwhile
     */
    public void closeEpoch(Books books, NodeLife life, Instant now) {
        if (!books.holdOpen(List.of(life)).isEmpty()) {
            throw new TreasuryException(TreasuryException.Reason.INVALID, "epoch_not_fenced");
        }
        List<LeaseAccount> open = books.leasesOf(life).stream()
                .filter(lease -> lease.state() != LeaseAccount.State.CLOSED)
                .toList();
        Page page = Page.ofLeases(books, open, now);
        List.copyOf(page.leases()).forEach(lease -> page.change(lease, LeaseAccount::close));
        page.save();
        books.forgetAnswers(life);
    }

    /**
     * Takes money out of doubt by a person's ruling.
     *
     * @return what moved, one for each budget
     * @throws TreasuryException if there is no such doubt any more, or it is less than what was spent
     */
    public List<Resolution> resolve(Books books, Ruling ruling) {
        List<Resolution> resolutions = Rulings.apply(books, ruling);
        books.record(resolutions);
        return resolutions;
    }

    /**
     * Changes the limit in force of the running period. Lowered below what is committed it stops grants at once; what is
     * out stays out.
     *
     * @throws TreasuryException if the budget is unknown
     */
    public PeriodAccount changeLimit(Books books, UUID budgetId, long limitNanos, Instant now) {
        Place place = new Place(budgetId, now);
        Page page = Page.lock(books, places(place), now);
        PeriodAccount changed = page.period(place)
                .orElseThrow(() -> new TreasuryException(TreasuryException.Reason.UNKNOWN, "budget_unknown"))
                .change(account -> account.withLimit(limitNanos));
        page.change(changed);
        page.save();
        return changed;
    }

    private static SortedSet<Place> places(Place place) {
        SortedSet<Place> places = new TreeSet<>();
        places.add(place);
        return places;
    }
}
