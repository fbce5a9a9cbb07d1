package dev.bursar.server.sso;

import dev.bursar.adminapi.sso.AddSsoGroup;
import dev.bursar.adminapi.sso.ClaimDomain;
import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminapi.sso.IssuedBreakGlass;
import dev.bursar.adminapi.sso.SsoApi;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminapi.sso.SsoGroup;
import dev.bursar.adminapi.sso.SsoImpact;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminapi.sso.UpdateSsoConnection;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.RefusedException;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SsoController implements SsoApi {
    private final Callers callers;
    private final Tenancy tenancy;
    private final Idempotency idempotency;
    private final Domains domains;
    private final TxtRecords records;
    private final Connections connections;
    private final JooqConnections store;
    private final ProviderDocuments documents;
    private final SsoGroups groups;
    private final BreakGlassAccounts breakGlass;
    private final Provisioning provisioning;
    private final SsoReadModel readModel;
    private final SsoImpacts impacts;

    SsoController(
            Callers callers,
            Tenancy tenancy,
            Idempotency idempotency,
            Domains domains,
            TxtRecords records,
            Connections connections,
            JooqConnections store,
            ProviderDocuments documents,
            SsoGroups groups,
            BreakGlassAccounts breakGlass,
            Provisioning provisioning,
            SsoReadModel readModel,
            SsoImpacts impacts) {
        this.callers = callers;
        this.tenancy = tenancy;
        this.idempotency = idempotency;
        this.domains = domains;
        this.records = records;
        this.connections = connections;
        this.store = store;
        this.documents = documents;
        this.groups = groups;
        this.breakGlass = breakGlass;
        this.provisioning = provisioning;
        this.readModel = readModel;
        this.impacts = impacts;
    }

    @Override
    public SsoSetup get(UUID organizationId) {
        callers.in(organizationId).require(Action.MEMBER_READ);
        return setup(organizationId);
    }

    @Override
    public SsoDomain claim(UUID organizationId, ClaimDomain request) {
        Caller caller = writer(organizationId);
        return tenancy.write(organizationId, tx -> domains.claim(tx, caller, request.domain()));
    }

    /** The name service is asked outside of any transaction. */
    @Override
    public SsoDomain verify(UUID organizationId, String domain) {
        Caller caller = writer(organizationId);
        SsoDomain claimed = tenancy.read(organizationId, tx -> domains.get(tx, organizationId, domain));
        if (claimed.verifiedAt() != null) {
            return claimed;
        }
        if (!records.at(claimed.recordName()).contains(claimed.recordValue())) {
            throw Domains.notProved(claimed);
        }
        return provisioning.telling(caller.organizationId(), tx -> domains.verified(tx, caller, domain, "record"));
    }

    @Override
    public SsoDomain vouch(UUID organizationId, String domain) {
        Caller operator = operator(organizationId, domain);
        tenancy.read(organizationId, tx -> domains.get(tx, organizationId, domain));
        return provisioning.telling(organizationId, tx -> domains.verified(tx, operator, domain, "operator"));
    }

    /** Whoever only belongs to the organization is refused by what they lack, if there is such a domain at all. */
    private Caller operator(UUID organizationId, String domain) {
        try {
            return callers.operating(organizationId, Action.ORGANIZATION_OPERATE);
        } catch (RefusedException e) {
            tenancy.read(organizationId, tx -> domains.get(tx, organizationId, domain));
            throw e;
        }
    }

    @Override
    public SsoSetup removeDomain(UUID organizationId, String domain) {
        return changedSetup(organizationId, (tx, caller) -> domains.remove(tx, caller, domain));
    }

    @Override
    public ResponseEntity<SsoConnection> connect(
            UUID organizationId, @Nullable String idempotencyKey, CreateSsoConnection request) {
        Caller caller = connector(organizationId);
        requireAvailable();
        Settings settings = documents.read(request, mayNamePrivate(caller));
        SsoConnection created = provisioning.telling(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "sso_connection.create",
                        request,
                        SsoConnection.class,
                        () -> readModel.view(connections.create(tx, caller, request, settings))));
        SsoConnection now = view(organizationId, created.id());
        return Etags.created(now, now.version());
    }

    @Override
    public ResponseEntity<SsoConnection> connection(UUID organizationId, UUID connectionId) {
        callers.in(organizationId).require(Action.MEMBER_READ);
        return tagged(view(organizationId, connectionId));
    }

    @Override
    public SsoImpact impact(UUID organizationId, UUID connectionId) {
        callers.in(organizationId).require(Action.MEMBER_READ);
        return tenancy.read(
                organizationId,
                tx -> impacts.of(
                        tx,
                        organizationId,
                        store.find(tx, organizationId, connectionId)
                                .orElseThrow(() -> ProblemException.notFound("connection"))));
    }

    @Override
    public ResponseEntity<SsoConnection> update(
            UUID organizationId, UUID connectionId, @Nullable String ifMatch, UpdateSsoConnection request) {
        Caller caller = connector(organizationId);
        Connection before = tenancy.read(organizationId, tx -> store.find(tx, organizationId, connectionId))
                .orElseThrow(() -> ProblemException.notFound("connection"));
        requireAvailable();
        Settings settings = documents.read(before.settings(), request, mayNamePrivate(caller));
        return changedConnection(
                caller, connectionId, tx -> connections.update(tx, caller, connectionId, ifMatch, request, settings));
    }

    @Override
    public ResponseEntity<SsoConnection> enforce(UUID organizationId, UUID connectionId) {
        Caller caller = writer(organizationId);
        return changedConnection(caller, connectionId, tx -> connections.enforce(tx, caller, connectionId));
    }

    @Override
    public ResponseEntity<SsoConnection> relax(UUID organizationId, UUID connectionId) {
        Caller caller = writer(organizationId);
        return changedConnection(caller, connectionId, tx -> connections.relax(tx, caller, connectionId));
    }

    @Override
    public ResponseEntity<SsoConnection> disable(UUID organizationId, UUID connectionId) {
        Caller caller = writer(organizationId);
        return changedConnection(caller, connectionId, tx -> connections.disable(tx, caller, connectionId));
    }

    @Override
    public ResponseEntity<SsoConnection> enable(UUID organizationId, UUID connectionId) {
        Caller caller = connector(organizationId);
        return changedConnection(caller, connectionId, tx -> connections.enable(tx, caller, connectionId));
    }

    @Override
    public SsoSetup remove(UUID organizationId, UUID connectionId) {
        return changedSetup(organizationId, (tx, caller) -> {
            connections.remove(tx, caller, connectionId);
            requireAvailable();
        });
    }

    @Override
    public SsoGroup addGroup(UUID organizationId, AddSsoGroup request) {
        Caller caller = writer(organizationId);
        requireAvailable();
        return provisioning.telling(caller.organizationId(), tx -> groups.add(tx, caller, request.name()));
    }

    @Override
    public SsoSetup removeGroup(UUID organizationId, UUID groupId) {
        return changedSetup(organizationId, (tx, caller) -> {
            groups.remove(tx, caller, groupId);
            requireAvailable();
        });
    }

    @Override
    public ResponseEntity<IssuedBreakGlass> issueBreakGlass(UUID organizationId) {
        Caller caller = writer(organizationId);
        requireAvailable();
        return ResponseEntity.status(201).body(breakGlass.issue(caller));
    }

    @Override
    public SsoSetup closeBreakGlass(UUID organizationId) {
        Caller caller = writer(organizationId);
        requireAvailable();
        breakGlass.close(caller);
        return setup(organizationId);
    }

    private Caller writer(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.ORGANIZATION_WRITE);
        return caller;
    }

    /** Whoever names a provider says who people are, and in which groups: so they may do all that it leads to. */
    private Caller connector(UUID organizationId) {
        Caller caller = writer(organizationId);
        caller.requireHolds(Role.ORGANIZATION_ADMIN.actions());
        return caller;
    }

    /** 409 {@code sso_unavailable} where the issuer can't hold providers; what is not there at all comes first. */
    private void requireAvailable() {
        provisioning.issuer();
    }

    private boolean mayNamePrivate(Caller caller) {
        return documents.privateNetwork() || caller.may(Action.PROVIDER_PRIVATE);
    }

    private interface Change {
        void make(DSLContext tx, Caller caller);
    }

    private SsoSetup changedSetup(UUID organizationId, Change change) {
        Caller caller = writer(organizationId);
        provisioning.telling(caller.organizationId(), tx -> {
            change.make(tx, caller);
            return true;
        });
        return setup(organizationId);
    }

    private ResponseEntity<SsoConnection> changedConnection(
            Caller caller, UUID connectionId, Function<DSLContext, Connection> change) {
        provisioning.telling(caller.organizationId(), tx -> {
            Connection connection = change.apply(tx);
            requireAvailable();
            return connection;
        });
        return tagged(view(caller.organizationId(), connectionId));
    }

    private SsoSetup setup(UUID organizationId) {
        return tenancy.read(organizationId, tx -> readModel.setup(tx, organizationId));
    }

    private SsoConnection view(UUID organizationId, UUID connectionId) {
        return tenancy.read(organizationId, tx -> store.find(tx, organizationId, connectionId))
                .map(readModel::view)
                .orElseThrow(() -> ProblemException.notFound("connection"));
    }

    private static ResponseEntity<SsoConnection> tagged(SsoConnection connection) {
        return Etags.ok(connection, connection.version());
    }
}
