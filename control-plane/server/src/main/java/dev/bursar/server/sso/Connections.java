package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminapi.sso.UpdateSsoConnection;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connections to identity providers, as the organization's administrators make them. */
@Component
final class Connections {
    static final int MOST = 5;

    private static final String KIND = "sso_connection";

    private final JooqConnections store;
    private final SsoVault vault;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Connections(JooqConnections store, SsoVault vault, AuditLog audit, Ids ids, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The alias that the next connection will have, so that its callback is known before. */
    static String nextAlias(UUID organization, List<Connection> present) {
        Set<String> taken = present.stream().map(Connection::alias).collect(Collectors.toSet());
        for (int i = 1; ; i++) {
            String alias = organization + "-" + i;
            if (!taken.contains(alias)) {
                return alias;
            }
        }
    }

    Connection create(DSLContext tx, Caller caller, CreateSsoConnection request, Settings settings) {
        UUID organization = caller.organizationId();
        List<Connection> present = store.list(tx, organization);
        if (present.size() >= MOST) {
            throw new ProblemException(409, "too_many_connections", "There are " + MOST + " connections already.");
        }
        UUID id = ids.next();
        Connection connection = new Connection(
                id,
                request.name().strip(),
                nextAlias(organization, present),
                ConnectionState.DRAFT,
                settings,
                sealed(organization, id, settings, request.clientSecret()),
                role(tx, caller, Objects.requireNonNullElse(request.defaultRole(), "member")),
                null,
                null,
                caller.actorName(),
                clock.instant(),
                1,
                0);
        store.insert(tx, organization, connection);
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("sso_connection.created", KIND, id, connection.name(), connection.facts()));
        return connection;
    }

    /** @param settings new ones; null: they stay, but for client id and groups attribute of the request */
    Connection update(
            DSLContext tx,
            Caller caller,
            UUID id,
            @Nullable String ifMatch,
            UpdateSsoConnection request,
            @Nullable Settings settings) {
        Connection before = require(tx, caller, id);
        Etags.require(ifMatch, before.version());
        Settings wanted = settings == null ? changed(before.settings(), request) : settings;
        byte[] secret = secret(caller, before, wanted, request.clientSecret());
        boolean asBefore = wanted.equals(before.settings()) && request.clientSecret() == null;
        Role role = request.defaultRole() == null ? before.defaultRole() : role(tx, caller, request.defaultRole());
        Connection after = new Connection(
                id,
                request.name() == null ? before.name() : request.name().strip(),
                before.alias(),
                asBefore || before.state() == ConnectionState.DISABLED ? before.state() : ConnectionState.DRAFT,
                wanted,
                secret,
                role,
                asBefore ? before.testedAt() : null,
                asBefore ? before.testedBy() : null,
                before.createdBy(),
                before.createdAt(),
                before.version() + 1,
                before.appliedVersion());
        return store(tx, caller, before, after, "sso_connection.changed");
    }

    Connection enforce(DSLContext tx, Caller caller, UUID id) {
        Connection before = require(tx, caller, id);
        return switch (before.state()) {
            case ENFORCED -> before;
            case TESTED -> store(tx, caller, before, before.in(ConnectionState.ENFORCED), "sso_connection.enforced");
            case DRAFT, DISABLED ->
                throw new ProblemException(
                        409,
                        "connection_not_tested",
                        "Sign in through it once before everybody must: nobody shall be locked out.");
        };
    }

    Connection relax(DSLContext tx, Caller caller, UUID id) {
        Connection before = require(tx, caller, id);
        return before.state() == ConnectionState.ENFORCED
                ? store(tx, caller, before, before.in(ConnectionState.TESTED), "sso_connection.relaxed")
                : before;
    }

    Connection disable(DSLContext tx, Caller caller, UUID id) {
        Connection before = require(tx, caller, id);
        return before.state() == ConnectionState.DISABLED
                ? before
                : store(tx, caller, before, before.in(ConnectionState.DISABLED), "sso_connection.disabled");
    }

    Connection enable(DSLContext tx, Caller caller, UUID id) {
        Connection before = require(tx, caller, id);
        return before.state() == ConnectionState.DISABLED
                ? store(tx, caller, before, before.in(ConnectionState.DRAFT), "sso_connection.enabled")
                : before;
    }

    void remove(DSLContext tx, Caller caller, UUID id) {
        Connection before = require(tx, caller, id);
        store.delete(tx, caller.organizationId(), id);
        audit.append(
                tx, caller, AuditLog.Change.created("sso_connection.removed", KIND, id, before.name(), before.facts()));
    }

    /** Somebody came through it. The first time is the test that it needs. */
    Connection used(DSLContext tx, Caller caller, Connection connection, String by) {
        return connection.state() == ConnectionState.DRAFT
                ? store(tx, caller, connection, connection.tested(clock.instant(), by), "sso_connection.tested")
                : connection;
    }

    private Connection require(DSLContext tx, Caller caller, UUID id) {
        caller.require(Action.ORGANIZATION_WRITE);
        return store.lock(tx, caller.organizationId(), id).orElseThrow(() -> ProblemException.notFound("connection"));
    }

    private Connection store(DSLContext tx, Caller caller, Connection before, Connection after, String action) {
        store.update(tx, caller.organizationId(), after);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(action, KIND, after.id(), after.name(), before.facts(), after.facts()));
        return after;
    }

    private static Settings changed(Settings settings, UpdateSsoConnection request) {
        String groups = Objects.requireNonNullElse(request.groupsAttribute(), settings.groupsAttribute());
        return switch (settings) {
            case Settings.Oidc oidc ->
                new Settings.Oidc(
                        oidc.metadataUrl(),
                        oidc.issuer(),
                        oidc.authorizationUrl(),
                        oidc.tokenUrl(),
                        oidc.jwksUrl(),
                        oidc.userInfoUrl(),
                        oidc.logoutUrl(),
                        Objects.requireNonNullElse(request.clientId(), oidc.clientId()),
                        groups);
            case Settings.Saml saml ->
                new Settings.Saml(
                        saml.metadataUrl(),
                        saml.entityId(),
                        saml.signOnUrl(),
                        saml.logoutUrl(),
                        saml.certificates(),
                        saml.emailAttribute(),
                        saml.firstNameAttribute(),
                        saml.lastNameAttribute(),
                        groups);
        };
    }

    private byte @Nullable [] secret(Caller caller, Connection before, Settings wanted, @Nullable String given) {
        if (given != null) {
            return sealed(caller.organizationId(), before.id(), wanted, given);
        }
        if (before.secret() != null
                && !wanted.secretGoesTo().equals(before.settings().secretGoesTo())) {
            throw ProblemException.field(
                    "clientSecret", "secret_needed", "Its address has changed: enter the client secret again.");
        }
        return before.secret();
    }

    private byte @Nullable [] sealed(UUID organization, UUID id, Settings settings, @Nullable String secret) {
        if (settings instanceof Settings.Saml) {
            return null;
        }
        if (secret == null || secret.isBlank()) {
            throw ProblemException.field(
                    "clientSecret", "secret_needed", "The provider gave a client secret: enter it.");
        }
        return vault.seal(organization, id, settings.secretGoesTo(), secret.strip());
    }

    private static Role role(DSLContext tx, Caller caller, String text) {
        Role role = Role.of(text)
                .orElseThrow(() -> ProblemException.field("defaultRole", "role_unknown", "There is no such role."));
        caller.requireHolds(tx, role.actions(), null);
        return role;
    }
}
