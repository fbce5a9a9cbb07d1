package dev.bursar.server.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * From a verified access token to a sign-in: the one place that knows how issuers name things. The embedded issuer and
 * Keycloak both send {@code email}, {@code name}, {@code sid} and {@code auth_time}; where a name is missing, {@code preferred_username}
 * stands in. Keycloak adds {@code organization}, an object by alias with {@code groups} (or a mere list of aliases), and
 * {@code identity_provider}. Nothing is taken from {@code scope}, which one sends as a list and the other as a text.
 */
final class TokenIdentity {
    private static final int MAX_TEXT = 320;
    private static final int MAX_SESSION = 200;
    private static final int MOST_ORGANIZATIONS = 50;
    private static final int MOST_GROUPS = 500;

    private TokenIdentity() {}

    /** Empty if the token speaks of nobody. */
    static Optional<SignIn> of(Jwt token) {
        String issuer = token.getClaimAsString("iss");
        String subject = token.getSubject();
        String session = token.getClaimAsString("sid");
        if (issuer == null || subject == null || subject.isBlank() || subject.length() > MAX_TEXT) {
            return Optional.empty();
        }
        if (session != null && (session.isBlank() || session.length() > MAX_SESSION)) {
            return Optional.empty();
        }
        String email = text(token.getClaimAsString("email"), "");
        String name = text(token.getClaimAsString("name"), text(token.getClaimAsString("preferred_username"), email));
        String through = text(token.getClaimAsString("identity_provider"), "");
        return Optional.of(new SignIn(
                new Identity(issuer, subject, email, name),
                Optional.ofNullable(session),
                time(token.getClaim("auth_time")),
                Boolean.TRUE.equals(token.getClaim("email_verified")),
                through.isEmpty() ? Optional.empty() : Optional.of(through),
                organizations(token.getClaim("organization"))));
    }

    /** Seconds since 1970; a library may have made an instant of them. */
    private static Optional<Instant> time(@Nullable Object claim) {
        return switch (claim) {
            case Instant instant -> Optional.of(instant);
            case Number seconds -> Optional.of(Instant.ofEpochSecond(seconds.longValue()));
            case null, default -> Optional.empty();
        };
    }

    private static List<SignIn.Belonging> organizations(@Nullable Object claim) {
        List<SignIn.Belonging> organizations = new ArrayList<>();
        if (claim instanceof Map<?, ?> byAlias) {
            byAlias.forEach((alias, facts) -> organizations.add(new SignIn.Belonging(
                    String.valueOf(alias), facts instanceof Map<?, ?> map ? groups(map.get("groups")) : List.of())));
        } else if (claim instanceof Collection<?> aliases) {
            aliases.forEach(alias -> organizations.add(new SignIn.Belonging(String.valueOf(alias), List.of())));
        }
        return organizations.stream().limit(MOST_ORGANIZATIONS).toList();
    }

    /** Keycloak writes them as paths. */
    private static List<String> groups(@Nullable Object claim) {
        if (!(claim instanceof Collection<?> names)) {
            return List.of();
        }
        return names.stream()
                .map(name -> String.valueOf(name).replaceFirst("^/", "").strip())
                .filter(name -> !name.isEmpty() && name.length() <= MAX_TEXT)
                .distinct()
                .limit(MOST_GROUPS)
                .toList();
    }

    private static String text(@Nullable String claim, String otherwise) {
        return claim == null || claim.isBlank() || claim.length() > MAX_TEXT ? otherwise : claim;
    }
}
