package dev.bursar.policy.budget;

import java.util.UUID;

/**
 * What a node asks of one budget, nano-USD.
 *
 * @param nextPeriod for the period after the current one, shortly before it starts
 * @param leastNanos what the request at hand needs; 0: only what fits
 * @param recentNanos what the node settled on the budget in the last minute
 * @param largestHoldNanos of its recent requests
 */
public record Wish(UUID budgetId, boolean nextPeriod, long leastNanos, long recentNanos, long largestHoldNanos) {
    public Wish {
        if (leastNanos < 0 || recentNanos < 0 || largestHoldNanos < 0) {
            throw new IllegalArgumentException("no amount of a wish is negative");
        }
    }

    /** Of the current period. */
    public static Wish of(UUID budgetId, long leastNanos) {
        return new Wish(budgetId, false, leastNanos, 0, 0);
    }

    /** The most that one request is known to need. */
    long holdNanos() {
        return Math.max(leastNanos, largestHoldNanos);
    }
}
