package dev.bursar.gateway.admission;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What this node has of one hard budget: the lease in use, older leases whose holds are still open, what the control
 * plane last said of the budget, and who waits for money here. Any thread; holding and releasing take no locks.
 */
final class Wallet {
    private static final long RECENT_MILLIS = 60_000;

    final String budgetId;
    private volatile @Nullable Lease lease;
    private volatile @Nullable BudgetView known;
    private final ConcurrentLinkedQueue<Lease> retired = new ConcurrentLinkedQueue<>();
    private final Set<PathQueue> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong unreported = new AtomicLong();
    private final AtomicLong spent = new AtomicLong();
    private final AtomicLong recent = new AtomicLong();
    private volatile long recentSinceMillis;

    Wallet(String budgetId) {
        this.budgetId = budgetId;
    }

    /** The lease that the amount was taken from, or null: it does not fit. */
    @Nullable
    Lease tryHold(long nanos, long nowMillis) {
        Lease current = lease;
        return current != null && current.usableAt(nowMillis) && current.tryHold(nanos, nowMillis) ? current : null;
    }

    long freeNanos(long nowMillis) {
        Lease current = lease;
        return current != null && current.usableAt(nowMillis) ? current.purse.freeNanos() : 0;
    }

    long heldNanos() {
        Lease current = lease;
        long held = current == null ? 0 : current.heldNanos.get();
        for (Lease old : retired) {
            held += old.heldNanos.get();
        }
        return held;
    }

    boolean hasOpenHolds() {
        return heldNanos() > 0;
    }

    synchronized void receive(LeaseDesk.Grant grant, long nowMillis) {
        Lease current = lease;
        if (current != null && current.id.equals(grant.leaseId())) {
            current.enlarge(grant, nowMillis);
        } else {
            if (current != null) {
                retired.add(current);
            }
            lease = new Lease(grant, nowMillis);
        }
        learn(grant.after());
    }

    void learn(BudgetView view) {
        spent.set(view.settledNanos() + view.inDoubtNanos() + unreported.get());
        known = view;
    }

    Optional<BudgetView> known() {
        return Optional.ofNullable(known);
    }

    /** What of the limit is neither spent nor held here, as far as this node knows. Empty before the first grant. */
    Optional<Long> remainingNanos() {
        BudgetView view = known;
        return view == null
                ? Optional.empty()
                : Optional.of(Math.max(0, view.limitNanos() - spent.get() - heldNanos()));
    }

    /** A call was charged here; its usage event is on its way. */
    void charged(long nanos, long nowMillis) {
        unreported.addAndGet(nanos);
        spent.addAndGet(nanos);
        if (nowMillis - recentSinceMillis > RECENT_MILLIS) {
            recentSinceMillis = nowMillis;
            recent.set(0);
        }
        recent.addAndGet(nanos);
    }

    /** The control plane has it. */
    void reported(long nanos) {
        unreported.addAndGet(-nanos);
    }

    /** Charged here, not yet settled there: part of what the control plane still counts as leased. */
    long unreportedNanos() {
        return unreported.get();
    }

    long recentNanos(long nowMillis) {
        return nowMillis - recentSinceMillis > 2 * RECENT_MILLIS ? 0 : recent.get();
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

    /** Money came back: whoever waits for it tries again. */
    void wakeWaiting() {
        if (!waiting.isEmpty()) {
            waiting.forEach(PathQueue::serve);
        }
    }

    /** Takes out what is not needed, to be returned. */
    synchronized List<LeaseDesk.Return> tidy(long nowMillis, long idleMillis, long marginMillis) {
        List<LeaseDesk.Return> returns = new ArrayList<>();
        Lease current = lease;
        if (current != null) {
            if (!current.usableAt(nowMillis + marginMillis)) {
                empty(current, returns);
                if (!current.usableAt(nowMillis)) {
                    retired.add(current);
                    lease = null;
                }
            } else if (waiting.isEmpty() && current.idleSince(nowMillis - (nearCap() ? marginMillis : idleMillis))) {
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
        if (lease != null) {
            empty(lease, returns);
        }
        retired.forEach(old -> empty(old, returns));
        return returns;
    }

    /** The epoch is over: its leases are not ours any more. Open holds still settle on them. */
    synchronized void forget() {
        Lease current = lease;
        lease = null;
        if (current != null) {
            current.purse.takeBack(Long.MAX_VALUE);
        }
        retired.clear();
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
