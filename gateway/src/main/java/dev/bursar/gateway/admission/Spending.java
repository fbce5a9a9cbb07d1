package dev.bursar.gateway.admission;

import java.util.concurrent.atomic.AtomicLong;

/** What this node spends of one budget, and how fast. Any thread; no locks. Sizes of leases follow from it. */
final class Spending {
    private static final long RECENT_MILLIS = 60_000;

    private final AtomicLong unreported = new AtomicLong();
    private final AtomicLong spent = new AtomicLong();
    private final AtomicLong recent = new AtomicLong();
    private volatile long recentSinceMillis;
    private volatile long largest;
    private volatile long largestBefore;
    private volatile long largestSinceMillis;

    /** A hold was taken. Two at once may lose the smaller: it is a hint. */
    void held(long nanos) {
        if (nanos > largest) {
            largest = nanos;
        }
    }

    /** A call was charged; its usage event is on its way. */
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

    /** The control plane says what it has. */
    void settledThere(long nanos) {
        spent.set(nanos + unreported.get());
    }

    /** Charged here, not yet settled there: part of what the control plane still counts as leased. */
    long unreportedNanos() {
        return Math.max(0, unreported.get());
    }

    long spentNanos() {
        return spent.get();
    }

    long recentNanos(long nowMillis) {
        return nowMillis - recentSinceMillis > 2 * RECENT_MILLIS ? 0 : recent.get();
    }

    /** Of the last one to two minutes; 0: none. */
    long largestHoldNanos() {
        return Math.max(largest, largestBefore);
    }

    /** Called now and then. */
    void age(long nowMillis) {
        if (nowMillis - largestSinceMillis > RECENT_MILLIS) {
            largestSinceMillis = nowMillis;
            largestBefore = largest;
            largest = 0;
        }
    }
}
