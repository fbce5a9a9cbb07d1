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
 * @param inUse addresses of the organization's domains lead to it
 * @param secret sealed; null: it has none
 * @param appliedVersion the version that the issuer has
 */
record Connection(
        UUID id,
        String name,
        String alias,
        ConnectionState state,
        boolean inUse,
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
                inUse && other != ConnectionState.DISABLED,
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
                true,
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

    Connection named(String otherName, Role otherRole) {
        return new Connection(
                id,
                otherName,
                alias,
                state,
                inUse,
                settings,
                secret,
                otherRole,
                testedAt,
                testedBy,
                createdBy,
                createdAt,
                version + 1,
                appliedVersion);
    }

    /** The same to the issuer. */
    Connection with(Settings otherSettings) {
        return new Connection(
                id,
                name,
                alias,
                state,
                inUse,
                otherSettings,
                secret,
                defaultRole,
                testedAt,
                testedBy,
                createdBy,
                createdAt,
                version,
                appliedVersion);
    }

    /** It has to be tested again. */
    Connection reaching(Settings otherSettings, byte @Nullable [] otherSecret) {
        return new Connection(
                id,
                name,
                alias,
                state == ConnectionState.DISABLED ? state : ConnectionState.DRAFT,
                inUse,
                otherSettings,
                otherSecret,
                defaultRole,
                null,
                null,
                createdBy,
                createdAt,
                version,
                appliedVersion);
    }

    /** For the audit log. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("state", state.text());
        facts.put("provider", settings.provider());
        facts.put("emailAttribute", settings.attributes().email());
        facts.put("firstNameAttribute", settings.attributes().firstName());
        facts.put("lastNameAttribute", settings.attributes().lastName());
        facts.put("groupsAttribute", settings.attributes().groups());
        facts.put("defaultRole", defaultRole.text());
        facts.put("clientId", settings instanceof Settings.Oidc oidc ? oidc.clientId() : "");
        facts.put("scopes", settings instanceof Settings.Oidc oidc ? oidc.scopes() : "");
        return facts;
    }
}
