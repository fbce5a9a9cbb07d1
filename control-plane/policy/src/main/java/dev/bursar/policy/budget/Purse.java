package dev.bursar.policy.budget;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a node may still spend of one lease, nano-USD. Any thread; no locks.
 *
 * <p>Money leaves by {@link #tryHold} (or {@link #takeBack}), and what a hold did not use comes back by {@link
 * #release}. The sum of purse, open holds and settled cost is what was granted, at every moment.
 */
public final class Purse {
    private final AtomicLong free = new AtomicLong();

    public long freeNanos() {
        return free.get();
    }

    /** A grant arrived. */
    public void add(long nanos) {
        requireAmount(nanos);
        free.addAndGet(nanos);
    }

    /** Takes the whole amount, or nothing. */
    public boolean tryHold(long nanos) {
        requireAmount(nanos);
        long available = free.get();
        while (available >= nanos) {
            long witness = free.compareAndExchange(available, available - nanos);
            if (witness == available) {
                return true;
            }
            available = witness;
        }
        return false;
    }

    /** What a hold did not use. */
    public void release(long nanos) {
        requireAmount(nanos);
        free.addAndGet(nanos);
    }

    /** Takes up to the amount, to return it to the control plane. */
    public long takeBack(long atMostNanos) {
        requireAmount(atMostNanos);
        long available = free.get();
        while (true) {
            long taken = Math.min(available, atMostNanos);
            long witness = free.compareAndExchange(available, available - taken);
            if (witness == available) {
                return taken;
            }
            available = witness;
        }
    }

    private static void requireAmount(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("negative amount");
        }
    }
}
