package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminapi.sso.SsoImpact;
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
    private final SsoImpacts impacts;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Connections(JooqConnections store, SsoVault vault, SsoImpacts impacts, AuditLog audit, Ids ids, Clock clock) {
        this.store = store;
        this.vault = vault;
        this.impacts = impacts;
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
                false,
                settings,
                sealed(organization, id, settings, request.clientSecret()),
                role(caller, Objects.requireNonNullElse(request.defaultRole(), "member")),
                null,
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

    /**
     * @throws ProblemException 409 {@code confirmation_needed} if people sign in through it and this may break it; 400
     *     {@code secret_needed} if the secret would go elsewhere
     */
    Connection update(
            DSLContext tx,
            Caller caller,
            UUID id,
            @Nullable String ifMatch,
            UpdateSsoConnection request,
            Settings settings) {
        Connection before = require(tx, caller, id);
        Etags.require(ifMatch, before.version());
        String given = settings instanceof Settings.Saml ? "" : Asked.or(request.clientSecret(), "");
        byte[] secret = secret(caller, before, settings, given);
        // What the issuer is told decides, not where the metadata was read.
        boolean reachesOther =
                !given.isEmpty() || !settings.with("").equals(before.settings().with(""));
        if (reachesOther && before.inUse() && !Boolean.TRUE.equals(request.confirmed())) {
            throw confirmationNeeded(impacts.of(tx, caller.organizationId(), before));
        }
        Role role = request.defaultRole() == null || request.defaultRole().isBlank()
                ? before.defaultRole()
                : role(caller, request.defaultRole());
        Connection after = before.named(Asked.or(request.name(), before.name()), role);
        after = reachesOther ? after.reaching(settings, secret) : after.with(settings);
        return after.facts().equals(before.facts()) && !reachesOther && settings.equals(before.settings())
                ? before
                : store(tx, caller, before, after, "sso_connection.changed");
    }

    private static ProblemException confirmationNeeded(SsoImpact impact) {
        String people = impact.people() == 1 ? "1 person signs" : impact.people() + " people sign";
        return new ProblemException(
                409,
                "confirmation_needed",
                people + " in through it, and what is changed may break that. It then has to be tested again"
                        + (impact.required() ? ", and is no longer required until then" : "")
                        + ". Send it again with confirmed: true.");
    }

    Connection enforce(DSLContext tx, Caller caller, UUID id) {
        Connection before = require(tx, caller, id);
        return switch (before.state()) {
            case ENFORCED -> before;
            case TESTED -> {
                impacts.requireAnotherWayIn(tx, caller.organizationId());
                yield store(tx, caller, before, before.in(ConnectionState.ENFORCED), "sso_connection.enforced");
            }
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

    /** @param days null: off. Set to what it is already, it goes on counting. */
    Connection rule(DSLContext tx, Caller caller, UUID id, @Nullable String ifMatch, @Nullable Integer days) {
        Connection before = require(tx, caller, id);
        Etags.require(ifMatch, before.version());
        SignInRule rule = before.rule();
        return Objects.equals(days, rule == null ? null : rule.days())
                ? before
                : store(
                        tx,
                        caller,
                        before,
                        before.ruled(days == null ? null : new SignInRule(days, clock.instant())),
                        "sso_connection.changed");
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

    private byte @Nullable [] secret(Caller caller, Connection before, Settings wanted, String given) {
        if (!given.isEmpty()) {
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

    private static Role role(Caller caller, String text) {
        Role role = Role.of(text)
                .orElseThrow(() -> ProblemException.field("defaultRole", "role_unknown", "There is no such role."));
        caller.requireHolds(role.actions());
        return role;
    }
}
