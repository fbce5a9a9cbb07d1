package dev.bursar.adminui.controlplane;

import org.jspecify.annotations.Nullable;

/** The control plane is down, cannot be reached, or answered with something that is not an answer. */
public final class UnreachableException extends ControlPlaneException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
