package dev.bursar.server.identity.issuer;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * One sign-in by password: what all tokens have in common that it brings forth in this browser, on every application.
 *
 * @param id becomes the claim {@code sid} of access tokens
 */
record BrowserSession(String id) implements Serializable {
    static Optional<String> of(@Nullable Authentication authentication) {
        return authentication != null && authentication.getDetails() instanceof BrowserSession session
                ? Optional.of(session.id())
                : Optional.empty();
    }
}
