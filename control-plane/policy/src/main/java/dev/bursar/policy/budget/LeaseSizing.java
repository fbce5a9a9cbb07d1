package dev.bursar.policy.budget;

/**
 * How much to grant: minutes of traffic far from the cap, single requests near it.
 *
 * <p>{@code chunk = max(least, min(share of limit, free / (4 × nodes), a few minutes of recent spend))}.
 */
public final class LeaseSizing {
    /** One hundredth of the limit at most, so that a lost node costs little. */
    static final long SHARE_OF_LIMIT = 100;

    private static final int NODE_MARGIN = 4;
    private static final int MINUTES_AHEAD = 5;

    private LeaseSizing() {}

    /**
     * @param leastNanos what the request at hand needs
     * @param recentNanos what the node settled on this budget in the last minute
     * @param nodes how many nodes are connected, 1 or more
     * @return nano-USD to grant; 0 if {@code leastNanos} is not free
     */
    public static long chunk(Account account, long leastNanos, long recentNanos, int nodes) {
        long free = account.freeNanos();
        if (leastNanos > free) {
            return 0;
        }
        long fair = free / ((long) NODE_MARGIN * Math.max(1, nodes));
        long share = account.limitNanos() / SHARE_OF_LIMIT;
        long ahead = Math.max(share, saturatedMultiply(recentNanos, MINUTES_AHEAD));
        return Math.max(leastNanos, Math.min(fair, ahead));
    }

    private static long saturatedMultiply(long a, long b) {
        long product = a * b;
        return a != 0 && product / a != b ? Long.MAX_VALUE : product;
    }
}
