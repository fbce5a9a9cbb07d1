package dev.bursar.gateway.controlplane;

import java.util.random.RandomGenerator;

/** Waits between attempts: doubling up to a bound, half of it by chance, so that a thousand nodes don't return at once. */
final class Backoff {
    private static final long FIRST_MILLIS = 100;

    private final long maxMillis;
    private final RandomGenerator random;
    private long nextMillis = FIRST_MILLIS;

    Backoff(long maxMillis, RandomGenerator random) {
        this.maxMillis = Math.max(FIRST_MILLIS, maxMillis);
        this.random = random;
    }

    /** How long to wait before the next attempt. */
    long failed() {
        long most = Math.min(nextMillis, maxMillis);
        nextMillis = Math.min(2 * most, maxMillis);
        return most / 2 + random.nextLong(most / 2 + 1);
    }

    void succeeded() {
        nextMillis = FIRST_MILLIS;
    }
}
