package dev.bursar.server.sso;

import dev.bursar.server.identity.Role;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider of an organization.
 *
 * @param secret sealed; null: it has none
 * @param appliedVersion the version that the issuer has
 */
record Connection(
        UUID id,
        String name,
        String alias,
        ConnectionState state,
        Settings settings,
        byte @Nullable [] secret,
        Role defaultRole,
        @Nullable Instant testedAt,
        @Nullable String testedBy,
        String createdBy,
        Instant createdAt,
        long version,
        long appliedVersion) {

    Connection in(ConnectionState other) {
        return new Connection(
                id,
                name,
                alias,
                other,
                settings,
                secret,
                defaultRole,
                testedAt,
                testedBy,
                createdBy,
                createdAt,
                version + 1,
                appliedVersion);
    }

    Connection tested(Instant at, String by) {
        return new Connection(
                id,
                name,
                alias,
                ConnectionState.TESTED,
                settings,
                secret,
                defaultRole,
                at,
                by,
                createdBy,
                createdAt,
                version + 1,
                appliedVersion);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("state", state.text());
        facts.put("provider", settings.provider());
        facts.put("groupsAttribute", settings.groupsAttribute());
        facts.put("defaultRole", defaultRole.text());
        facts.put("clientId", settings instanceof Settings.Oidc oidc ? oidc.clientId() : "");
        return facts;
    }
}
