package dev.bursar.adminui.controlplane;

import org.jspecify.annotations.Nullable;

/** The token has run out and could not be renewed. */
public final class SignInAgainException extends ControlPlaneException {
    private static final long serialVersionUID = 1L;

    public SignInAgainException(@Nullable Throwable cause) {
        super("Your session has ended. Sign in again.", cause);
    }
}
