package dev.bursar.policy.ledger;

/** Hundredths of a percent. */
public final class BasisPoints {
    public static final int WHOLE = 10_000;

    private BasisPoints() {}

    /**
     * @param nanos 0 or more
     * @param basisPoints 0 to {@link #WHOLE}
     * @return that share, rounded up; never more than {@code nanos}
     */
    public static long of(long nanos, int basisPoints) {
        if (nanos < 0 || basisPoints < 0 || basisPoints > WHOLE) {
            throw new IllegalArgumentException("0 or more nanos, 0 to 10000 basis points");
        }
        long rest = nanos % WHOLE * basisPoints;
        return nanos / WHOLE * basisPoints + Math.ceilDiv(rest, (long) WHOLE);
    }
}
