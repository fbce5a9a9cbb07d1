package dev.bursar.server.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * From a verified access token to an identity: the one place that knows how issuers name things. The embedded issuer
 * and Keycloak both send {@code email} and {@code name}; where a name is missing, {@code preferred_username} stands in.
 */
final class TokenIdentity {
    private static final int MAX_TEXT = 320;

    private TokenIdentity() {}

    /** Empty if the token speaks of nobody. */
    static Optional<Identity> of(Jwt token) {
        String issuer = token.getClaimAsString("iss");
        String subject = token.getSubject();
        if (issuer == null || subject == null || subject.isBlank() || subject.length() > MAX_TEXT) {
            return Optional.empty();
        }
        String email = text(token.getClaimAsString("email"), "");
        String name = text(token.getClaimAsString("name"), text(token.getClaimAsString("preferred_username"), email));
        return Optional.of(new Identity(issuer, subject, email, name));
    }

    private static String text(@Nullable String claim, String otherwise) {
        return claim == null || claim.isBlank() || claim.length() > MAX_TEXT ? otherwise : claim;
    }
}
