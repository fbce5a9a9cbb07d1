package dev.bursar.gateway.admission;

import dev.bursar.policy.budget.Purse;
import java.util.concurrent.atomic.AtomicLong;

/** One lease on this node: a purse, its bounds in time, and what its open holds have taken. */
final class Lease {
    final String id;
    final Purse purse = new Purse();
    final AtomicLong heldNanos = new AtomicLong();
    final AtomicLong openHolds = new AtomicLong();
    private final long periodEndMillis;
    private volatile long expiresAtMillis;
    private volatile long usedAtMillis;

    Lease(LeaseDesk.Grant grant, long nowMillis) {
        this.id = grant.leaseId();
        this.periodEndMillis = grant.periodEndMillis();
        enlarge(grant, nowMillis);
    }

    void enlarge(LeaseDesk.Grant grant, long nowMillis) {
        expiresAtMillis = grant.expiresAtMillis();
        usedAtMillis = nowMillis;
        purse.add(grant.grantedNanos());
    }

    /** True from grant to the end of its period or life, whichever comes first. */
    boolean usableAt(long nowMillis) {
        return nowMillis < expiresAtMillis && (periodEndMillis == 0 || nowMillis < periodEndMillis);
    }

    boolean tryHold(long nanos, long nowMillis) {
        if (!purse.tryHold(nanos)) {
            return false;
        }
        heldNanos.addAndGet(nanos);
        openHolds.incrementAndGet();
        usedAtMillis = nowMillis;
        return true;
    }

    /** A hold ends: what it did not use goes back to the purse. */
    void endHold(long heldByIt, long unused) {
        heldNanos.addAndGet(-heldByIt);
        purse.release(unused);
        openHolds.decrementAndGet();
    }

    boolean idleSince(long millis) {
        return usedAtMillis < millis && openHolds.get() == 0;
    }

    /** Nothing will come back to it any more. */
    boolean spent() {
        return openHolds.get() == 0 && purse.freeNanos() == 0;
    }
}
