package dev.bursar.server.identity.issuer;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Too many failures. */
final class Locked extends LockedException {
    private static final long serialVersionUID = 1L;

    private final Duration left;

    Locked(Duration left) {
        super("locked");
        this.left = left;
    }

    Duration left() {
        return left;
    }
}
