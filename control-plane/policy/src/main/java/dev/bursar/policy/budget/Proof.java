package dev.bursar.policy.budget;

/**
 * What money in doubt can be released by. Time is not among them.
 *
 * <p>The first three come from the node that held the money; the others are a person's decision with its reason.
 */
public enum Proof {
    /** A usage event of the lease: that much was spent. */
    LATE_REPORT(true, false),
    /** The node returned it: that much was not spent. */
    LATE_RETURN(false, true),
    /** The node said that everything is reported: the rest was not spent. */
    EPOCH_CLOSED(false, true),
    /** The provider's own records or invoice. */
    PROVIDER_RECORD(true, true),
    /** Nobody will ever know; somebody takes the decision. */
    WRITE_OFF(true, true);

    private final boolean showsSpent;
    private final boolean showsUnspent;

    Proof(boolean showsSpent, boolean showsUnspent) {
        this.showsSpent = showsSpent;
        this.showsUnspent = showsUnspent;
    }

    /** Whether it can move those amounts. */
    public boolean shows(long spentNanos, long unspentNanos) {
        return (spentNanos == 0 || showsSpent) && (unspentNanos == 0 || showsUnspent);
    }
}
