package dev.bursar.server.identity.issuer;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * One sign-in by password: what all tokens have in common that it brings forth in this browser, on every application.
 *
 * @param id becomes the claim {@code sid} of access tokens
 * @param since when the password was entered last; becomes {@code auth_time}
 */
record BrowserSession(String id, Instant since) implements Serializable {
    static Optional<BrowserSession> of(@Nullable Authentication authentication) {
        return authentication != null && authentication.getDetails() instanceof BrowserSession session
                ? Optional.of(session)
                : Optional.empty();
    }
}
