package dev.bursar.policy.budget;

/**
 * How much to grant: minutes of traffic far from the cap, single requests near it.
 *
 * <p>Far: {@code max(hold, min(free / (4 × nodes), max(1% of limit, five minutes of recent spend)))}. Near, that is below
 * {@code 4 × nodes × hold}: exactly what the request at hand needs, so that the last money goes to whoever asks for it
 * and not to whoever has some already.
 */
public final class LeaseSizing {
    /** One hundredth of the limit at most, so that a lost node costs little. */
    static final long SHARE_OF_LIMIT = 100;

    private static final int NODE_MARGIN = 4;
    private static final int MINUTES_AHEAD = 5;

    private LeaseSizing() {}

    /**
     * @param nodes how many nodes are connected, 1 or more
     * @return nano-USD to grant; 0 if what is needed is not free
     */
    public static long chunk(Account account, Wish wish, int nodes) {
        long free = account.freeNanos();
        if (wish.leastNanos() > free) {
            return 0;
        }
        if (isNear(account, wish, nodes)) {
            return wish.leastNanos();
        }
        long fair = free / ((long) NODE_MARGIN * nodes);
        long share = account.limitNanos() / SHARE_OF_LIMIT;
        long ahead = Math.max(share, saturatedMultiply(wish.recentNanos(), MINUTES_AHEAD));
        return Math.max(wish.holdNanos(), Math.min(fair, ahead));
    }

    /** Whether so little is free that nodes should keep no more than their requests need. */
    public static boolean isNear(Account account, Wish wish, int nodes) {
        return account.freeNanos() < saturatedMultiply(wish.holdNanos(), (long) NODE_MARGIN * nodes);
    }

    private static long saturatedMultiply(long a, long b) {
        long product = a * b;
        return a != 0 && product / a != b ? Long.MAX_VALUE : product;
    }
}
