package dev.bursar.gateway.policy;

/** The one place where the current policy is read. One writer, any readers. */
public final class PolicyInForce {
    private volatile Policy current = Policy.NONE;

    public Policy current() {
        return current;
    }

    public void replace(Policy next) {
        current = next;
    }
}
