package dev.bursar.server.identity.issuer;

import java.time.Duration;
import java.time.Instant;

/** How often somebody failed lately, and how long that keeps them out: the free failures, then a wait that doubles. */
record Patience(int free, Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /** @param last of them */
    record Failures(int count, Instant last) {}

    /** Zero while failures are free. */
    Duration wait(Failures failures) {
        int beyond = failures.count - free;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration wait = first.multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** What is left of the wait. */
    Duration left(Failures failures, Instant now) {
        Duration left = Duration.between(now, failures.last.plus(wait(failures)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Silence for twice the longest wait, and it is as if nothing had been. */
    boolean isForgotten(Failures failures, Instant now) {
        return failures.last.plus(longest.multipliedBy(2)).isBefore(now);
    }
}
