package dev.bursar.gateway.controlplane;

import java.util.random.RandomGenerator;

/** Waits between attempts: doubling up to a bound, half of it by chance, so that a thousand nodes don't return at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 100;
    /** Until the first success: both sides were probably started together, and this one was faster. */
    private static final long STARTING_MILLIS = 400;

    private final long maxMillis;
    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;
    private boolean starting = true;

    Backoff(long maxMillis, RandomGenerator random) {
        this.maxMillis = Math.max(FIRST_MILLIS, maxMillis);
        this.random = random;
    }

    /** How long to wait before the next attempt. */
    long failed() {
        long bound = starting ? Math.min(STARTING_MILLIS, maxMillis) : maxMillis;
        long most = Math.min(nextMillis, bound);
        nextMillis = Math.min(2 * most, bound);
        return most / 2 + random.nextLong(most / 2 + 1);
    }

    void succeeded() {
        nextMillis = FIRST_MILLIS;
        starting = false;
    }
}
