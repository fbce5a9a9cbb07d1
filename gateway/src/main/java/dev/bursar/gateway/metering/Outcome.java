package dev.bursar.gateway.metering;

/** How a call ended. */
public enum Outcome {
    COMPLETED,
    CLIENT_GONE,
    PROVIDER_FAILED,
    /** By policy or budget; costs nothing. */
    REFUSED,
    /** The provider broke off in the middle of its answer. */
    CUT,
    /** This node broke it off: its hold was used up and could not grow. */
    BUDGET_CUT
}
