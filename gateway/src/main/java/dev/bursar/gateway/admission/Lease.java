package dev.bursar.gateway.admission;

import dev.bursar.policy.budget.Purse;
import java.util.concurrent.atomic.AtomicLong;

/** One lease on this node: a purse, its bounds in time, and what its open holds have taken. */
final class Lease {
    final String id;
    final Purse purse = new Purse();
    final AtomicLong heldNanos = new AtomicLong();
    final AtomicLong openHolds = new AtomicLong();
    private final long usableFromMillis;
    private final long periodEndMillis;
    private volatile long expiresAtMillis;
    private volatile long usedAtMillis;

    /** @param usableFromMillis the start of its period where that is still to come, else 0 */
    Lease(LeaseDesk.Grant grant, long usableFromMillis, long nowMillis) {
        this.id = grant.leaseId();
        this.usableFromMillis = usableFromMillis;
        this.periodEndMillis = grant.periodEndMillis();
        enlarge(grant, nowMillis);
    }

    void enlarge(LeaseDesk.Grant grant, long nowMillis) {
        expiresAtMillis = grant.expiresAtMillis();
        usedAtMillis = Math.max(nowMillis, usableFromMillis);
        purse.add(grant.grantedNanos());
    }

    /** True from grant, or the start of its period, to the end of its period or life, whichever comes first. */
    boolean usableAt(long nowMillis) {
        return nowMillis >= usableFromMillis && nowMillis < expiresAtMillis && !endsBy(nowMillis);
    }

    /** Its period ends at that moment or before. */
    boolean endsBy(long millis) {
        return periodEndMillis != 0 && periodEndMillis <= millis;
    }

    boolean expiresBy(long millis) {
        return expiresAtMillis <= millis;
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

    /** A hold that was taken here becomes part of one that is open on another lease object of the same id, or on this. */
    void join(Lease earlier, long heldThere) {
        if (earlier == this) {
            openHolds.decrementAndGet();
        } else {
            earlier.endHold(heldThere, 0);
            heldNanos.addAndGet(heldThere);
        }
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
