package dev.bursar.adminui.controlplane;

import org.jspecify.annotations.Nullable;

/** Why a call to the control plane has no answer. The message is a sentence for people. */
public abstract sealed class ControlPlaneException extends RuntimeException
        permits RefusedException, UnreachableException, SignInAgainException {
    private static final long serialVersionUID = 1L;

    protected ControlPlaneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A sentence for people. */
    public String sentence() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
