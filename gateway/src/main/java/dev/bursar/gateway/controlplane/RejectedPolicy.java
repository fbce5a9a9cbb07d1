package dev.bursar.gateway.controlplane;

/** A policy update that must not come into force. The message goes back to the control plane, for its console. */
final class RejectedPolicy extends Exception {
    private static final long serialVersionUID = 1L;

    RejectedPolicy(String reason) {
        super(reason);
    }
}
