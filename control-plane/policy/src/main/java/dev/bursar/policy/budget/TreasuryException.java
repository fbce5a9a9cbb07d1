package dev.bursar.policy.budget;

/** A call that cannot be right. Changes nothing. */
public final class TreasuryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller should make of it. */
    public enum Reason {
        INVALID,
        UNKNOWN,
        FENCED,
        /** More than there is. */
        CONFLICT
    }

    private final Reason reason;

    TreasuryException(Reason reason, String code) {
        super(code);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Stable. */
    public String code() {
        return String.valueOf(getMessage());
    }
}
