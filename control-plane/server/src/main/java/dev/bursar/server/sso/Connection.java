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
 * @param rule how often people sign in through it anew; null: as they like
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
        @Nullable SignInRule rule,
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
                rule,
                testedAt,
                testedBy,
                createdBy,
                createdAt,
                version + 1,
                appliedVersion);
    }

    /** People could not come through it as it is now before: a rule counts from here. */
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
                rule == null ? null : rule.from(at),
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
                rule,
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
                rule,
                testedAt,
                testedBy,
                createdBy,
                createdAt,
                version,
                appliedVersion);
    }

    Connection ruled(@Nullable SignInRule otherRule) {
        return new Connection(
                id,
                name,
                alias,
                state,
                inUse,
                settings,
                secret,
                defaultRole,
                otherRule,
                testedAt,
                testedBy,
                createdBy,
                createdAt,
                version + 1,
                appliedVersion);
    }

    /** It works: people can come through it, and can be asked to. */
    boolean works() {
        return state == ConnectionState.TESTED || state == ConnectionState.ENFORCED;
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
                rule,
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
        facts.put("signInWithinDays", rule == null ? null : rule.days());
        facts.put("clientId", settings instanceof Settings.Oidc oidc ? oidc.clientId() : "");
        facts.put("scopes", settings instanceof Settings.Oidc oidc ? oidc.scopes() : "");
        return facts;
    }
}
