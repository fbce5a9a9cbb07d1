package dev.bursar.policy.notice;

import java.math.BigInteger;

/**
 * A share of the limit in force was spent. What gateways hold does not count: a hold is the worst case of a request and
 * mostly comes back.
 */
public final class Threshold {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private Threshold() {}

    /**
     * @param spentNanos 0 or more
     * @param limitNanos 0 or more; of nothing, anything spent is every share
     * @param percent 1 or more
     */
    public static boolean crossed(long spentNanos, long limitNanos, int percent) {
        if (spentNanos < 0 || limitNanos < 0 || percent < 1) {
            throw new IllegalArgumentException("amounts are 0 or more, a percentage 1 or more");
        }
        BigInteger spent = BigInteger.valueOf(spentNanos).multiply(HUNDRED);
        BigInteger share = BigInteger.valueOf(limitNanos).multiply(BigInteger.valueOf(percent));
        return spentNanos > 0 && spent.compareTo(share) >= 0;
    }
}
