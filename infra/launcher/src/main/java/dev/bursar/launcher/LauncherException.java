package dev.bursar.launcher;

/** Something that the person at the terminal has to know or do; the message is one or two sentences for them. */
final class LauncherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LauncherException(String message) {
        super(message);
    }

    LauncherException(String message, Throwable cause) {
        super(message, cause);
    }
}
