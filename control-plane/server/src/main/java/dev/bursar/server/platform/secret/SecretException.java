package dev.bursar.server.platform.secret;

/** A secret that is missing, empty or unreadable. The message names its file, never its content. */
public final class SecretException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }

    SecretException(String message, Throwable cause) {
        super(message, cause);
    }
}
