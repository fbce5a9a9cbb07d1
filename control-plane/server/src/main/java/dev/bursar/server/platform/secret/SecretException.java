package dev.bursar.server.platform.secret;

import dev.bursar.server.platform.StartRefusedException;

/** A secret that is missing, empty or unreadable. The message names its file, never its content. */
public final class SecretException extends StartRefusedException {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }

    SecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
