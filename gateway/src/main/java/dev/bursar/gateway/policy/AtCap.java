package dev.bursar.gateway.policy;

/** What a request meets that a budget does not cover, once waiting did not help. */
public enum AtCap {
    REFUSE,
    /** Served with another model, if that is allowed, cheaper and fits. */
    DOWNGRADE,
    /** Refused, and told how to ask for more. */
    ASK
}
