package dev.bursar.server.identity;

/** The issuer could not be reached, or did not do what it was asked to. The message is a sentence without secrets. */
public final class IssuerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IssuerException(String message, Throwable cause) {
        super(message, cause);
    }
}
