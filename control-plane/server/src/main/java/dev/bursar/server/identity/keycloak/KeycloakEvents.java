package dev.bursar.server.identity.keycloak;

import dev.bursar.server.identity.IssuerEvents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keycloak calls nobody: its two event logs are read. */
final class KeycloakEvents implements IssuerEvents {
    private static final Pattern USER = Pattern.compile("(?:^|/)(?:users|members)/([0-9a-f-]{36})(?:/|$)");
    private static final Pattern ORGANIZATION = Pattern.compile("^organizations/([0-9a-f-]{36})(?:/|$)");

    private final AdminApi api;
    private final String realm;
    private final String issuer;

    /** @param issuer as it stands in tokens */
    KeycloakEvents(AdminApi api, String realm, String issuer) {
        this.api = api;
        this.realm = realm;
        this.issuer = issuer;
    }

    @Override
    public String issuer() {
        return issuer;
    }

    @Override
    public List<Administered> administered(Instant since, int skip) {
        return Calls.ask(() -> api.adminEvents(realm, since.toEpochMilli(), skip, MOST)).stream()
                .map(this::read)
                .toList();
    }

    @Override
    public List<SignedOut> signedOut(Instant since, int skip) {
        return Calls.ask(() -> api.events(realm, List.of("LOGOUT"), since.toEpochMilli(), skip, MOST)).stream()
                .map(e -> new SignedOut(
                        e.id(),
                        Instant.ofEpochMilli(e.time()),
                        Objects.requireNonNullElse(e.userId(), ""),
                        Objects.requireNonNullElse(e.sessionId(), "")))
                .toList();
    }

    @Override
    public Optional<Boolean> enabled(String subject) {
        return Calls.find(() -> api.user(realm, subject)).map(Kc.User::enabled);
    }

    private Administered read(Kc.AdminEvent event) {
        String path = Objects.requireNonNullElse(event.resourcePath(), "");
        return new Administered(
                event.id(),
                Instant.ofEpochMilli(event.time()),
                lower(event.operationType()),
                lower(event.resourceType()),
                path,
                group(USER, path),
                group(ORGANIZATION, path).flatMap(this::alias),
                event.address());
    }

    private Optional<String> alias(String id) {
        return Calls.find(() -> api.organization(realm, id)).map(Kc.Organization::alias);
    }

    private static Optional<String> group(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String lower(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }
}
