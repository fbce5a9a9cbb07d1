package dev.bursar.gateway.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What this node has of one hard budget: the lease in use, the one for the next period, older leases whose holds are
 * still open, what the control plane last said of the budget, and who waits for money here. Any thread; holding and
 * releasing take no locks.
 */
final class Wallet {
    private static final long RECALL_MILLIS = 5_000;

    final String budgetId;
    final Spending spending = new Spending();
    private final Consumer<Wallet> surplus;
    private volatile @Nullable Lease lease;
    private volatile @Nullable Lease next;
    private volatile @Nullable BudgetView known;
    private volatile long recalledUntilMillis;
    private final ConcurrentLinkedQueue<Lease> retired = new ConcurrentLinkedQueue<>();
    /** Whoever began to wait first is served first. */
    private final Set<PathQueue> waiting = new ConcurrentSkipListSet<>(Comparator.comparingLong(PathQueue::turn));

    /** @param surplus told when money comes back that others wait for */
    Wallet(String budgetId, Consumer<Wallet> surplus) {
        this.budgetId = budgetId;
        this.surplus = surplus;
    }

    /** The lease that the amount was taken from, or null: it does not fit. */
    @Nullable
    Lease tryHold(long nanos, long nowMillis) {
        Lease current = usable(nowMillis);
        if (current == null || !current.tryHold(nanos, nowMillis)) {
            return null;
        }
        spending.held(nanos);
        return current;
    }

    /** The same on the lease of this id only: one call's cost belongs to one period. */
    @Nullable
    Lease tryHoldOn(String leaseId, long nanos, long nowMillis) {
        Lease current = usable(nowMillis);
        return current != null && current.id.equals(leaseId) && current.tryHold(nanos, nowMillis) ? current : null;
    }

    /** Another lease than this one is in use. */
    boolean usesAnother(String leaseId, long nowMillis) {
        Lease current = usable(nowMillis);
        return current != null && !current.id.equals(leaseId);
    }

    long freeNanos(long nowMillis) {
        Lease current = usable(nowMillis);
        return current == null ? 0 : current.purse.freeNanos();
    }

    long heldNanos() {
        Lease current = lease;
        long held = current == null ? 0 : current.heldNanos.get();
        for (Lease old : retired) {
            held += old.heldNanos.get();
        }
        return held;
    }

    /** All that it has anything to do with. */
    synchronized List<Lease> leases() {
        List<Lease> all = new ArrayList<>(retired);
        for (Lease one : new Lease[] {lease, next}) {
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    boolean hasOpenHolds() {
        return heldNanos() > 0;
    }

    /** The period of the lease in use ends at that moment or before. */
    boolean endsBy(long millis) {
        Lease current = lease;
        return current != null && current.endsBy(millis);
    }

    /** A grant for now: the control plane's clock decides which period that is. */
    synchronized void receive(LeaseDesk.Grant grant, long nowMillis) {
        Lease ahead = next;
        if (ahead != null && ahead.id.equals(grant.leaseId())) {
            next = null;
            retired.add(ahead);
            turnTo(new Lease(grant, 0, nowMillis));
        } else {
            Lease current = lease;
            if (current != null && current.id.equals(grant.leaseId())) {
                current.enlarge(grant, nowMillis);
            } else {
                turnTo(new Lease(grant, 0, nowMillis));
            }
        }
        learn(grant.after());
    }

    /** A grant for the period to come. */
    synchronized void receiveAhead(LeaseDesk.Grant grant, long nowMillis) {
        Lease current = lease;
        Lease ahead = next;
        if (current != null && current.id.equals(grant.leaseId())) {
            current.enlarge(grant, nowMillis);
        } else if (ahead != null && ahead.id.equals(grant.leaseId())) {
            ahead.enlarge(grant, nowMillis);
        } else {
            next = new Lease(grant, grant.periodStartMillis(), nowMillis);
        }
    }

    /** What to ask for ahead, if this budget is in use and its period ends within {@code aheadMillis}. */
    Optional<LeaseDesk.Wish> wishAhead(long nowMillis, long aheadMillis) {
        boolean wanted = next == null && endsBy(nowMillis + aheadMillis) && !endsBy(nowMillis);
        long largest = spending.largestHoldNanos();
        return wanted && largest > 0
                ? Optional.of(new LeaseDesk.Wish(budgetId, largest, spending.recentNanos(nowMillis), true, largest))
                : Optional.empty();
    }

    /** What to ask for now, so that this much fits. */
    LeaseDesk.Wish wish(long missingNanos, long nowMillis) {
        long recent = recalled(nowMillis) ? 0 : spending.recentNanos(nowMillis);
        return new LeaseDesk.Wish(
                budgetId, missingNanos, recent, false, Math.max(missingNanos, spending.largestHoldNanos()));
    }

    void learn(BudgetView view) {
        spending.settledThere(view.settledNanos() + view.inDoubtNanos());
        known = view;
    }

    Optional<BudgetView> known() {
        return Optional.ofNullable(known);
    }

    /** What of the limit is neither spent nor held here, as far as this node knows; -1 before the first grant. */
    long remainingNanos() {
        BudgetView view = known;
        return view == null ? -1 : Math.max(0, view.limitNanos() - spending.spentNanos() - heldNanos());
    }

    void addWaiting(PathQueue queue) {
        waiting.add(queue);
    }

    void removeWaiting(PathQueue queue) {
        waiting.remove(queue);
    }

    int waitingRequests() {
        return waiting.stream().mapToInt(PathQueue::size).sum();
    }

    /** Money came back: whoever waits for it tries again, here or on other nodes. */
    void cameBack() {
        if (!waiting.isEmpty()) {
            waiting.forEach(PathQueue::serve);
        }
        if (recalledUntilMillis != 0) {
            surplus.accept(this);
        }
    }

    /** Others are refused for want of this money: for a while nothing of it lies idle here. */
    void recall(long nowMillis) {
        recalledUntilMillis = nowMillis + RECALL_MILLIS;
    }

    /** Takes out what is not needed, to be returned. */
    synchronized List<LeaseDesk.Return> tidy(long nowMillis, long idleMillis, long marginMillis) {
        spending.age(nowMillis);
        List<LeaseDesk.Return> returns = new ArrayList<>();
        turn(nowMillis);
        Lease current = lease;
        if (current != null) {
            if (!current.usableAt(nowMillis) || current.expiresBy(nowMillis + marginMillis)) {
                empty(current, returns);
                if (!current.usableAt(nowMillis)) {
                    retired.add(current);
                    lease = null;
                }
            } else if (waiting.isEmpty() && idle(current, nowMillis, idleMillis, marginMillis)) {
                empty(current, returns);
            }
        }
        retired.forEach(old -> empty(old, returns));
        retired.removeIf(Lease::spent);
        return returns;
    }

    /** The node stops: all that is free goes back. */
    synchronized List<LeaseDesk.Return> empty() {
        List<LeaseDesk.Return> returns = new ArrayList<>();
        for (Lease one : new Lease[] {lease, next}) {
            if (one != null) {
                empty(one, returns);
            }
        }
        retired.forEach(old -> empty(old, returns));
        return returns;
    }

    /** The epoch is over: its leases are not ours any more. Open holds still settle on them. */
    synchronized void forget() {
        for (Lease one : new Lease[] {lease, next}) {
            if (one != null) {
                one.purse.takeBack(Long.MAX_VALUE);
            }
        }
        lease = null;
        next = null;
        retired.clear();
    }

    private @Nullable Lease usable(long nowMillis) {
        Lease current = lease;
        if (current != null && current.usableAt(nowMillis)) {
            return current;
        }
        return next == null ? null : turn(nowMillis);
    }

    /** The next period has begun: its lease comes into use. */
    private synchronized @Nullable Lease turn(long nowMillis) {
        Lease ahead = next;
        if (ahead != null && ahead.usableAt(nowMillis)) {
            next = null;
            turnTo(ahead);
        }
        Lease current = lease;
        return current != null && current.usableAt(nowMillis) ? current : null;
    }

    private void turnTo(Lease fresh) {
        Lease before = lease;
        if (before != null) {
            retired.add(before);
        }
        lease = fresh;
    }

    private boolean idle(Lease current, long nowMillis, long idleMillis, long marginMillis) {
        return recalled(nowMillis) || current.idleSince(nowMillis - (nearCap() ? marginMillis : idleMillis));
    }

    private boolean recalled(long nowMillis) {
        long until = recalledUntilMillis;
        boolean lasts = nowMillis < until && until - nowMillis <= RECALL_MILLIS;
        if (until != 0 && !lasts) {
            recalledUntilMillis = 0;
        }
        return lasts;
    }

    private boolean nearCap() {
        BudgetView view = known;
        return view != null && view.grantableNanos() < view.limitNanos() / 100;
    }

    private static void empty(Lease lease, List<LeaseDesk.Return> returns) {
        long taken = lease.purse.takeBack(Long.MAX_VALUE);
        if (taken > 0) {
            returns.add(new LeaseDesk.Return(lease.id, taken));
        }
    }
}
