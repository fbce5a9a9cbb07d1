package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.SERVICE_ACCOUNT;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.machine.CreateServiceAccount;
import dev.bursar.adminapi.machine.IssueManagementKey;
import dev.bursar.adminapi.machine.IssuedManagementKey;
import dev.bursar.adminapi.machine.ManagementKey;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.ServiceAccountsApi;
import dev.bursar.adminapi.machine.UpdateServiceAccount;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.key.ManagementKeys;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.platform.web.Searches;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class ServiceAccountsController implements ServiceAccountsApi {
    private static final Set<String> STATES = Set.of("active", "disabled");

    private final Tenancy tenancy;
    private final Callers callers;
    private final ServiceAccounts accounts;
    private final JooqAccounts store;
    private final ManagementKeys keys;
    private final Idempotency idempotency;

    ServiceAccountsController(
            Tenancy tenancy,
            Callers callers,
            ServiceAccounts accounts,
            JooqAccounts store,
            ManagementKeys keys,
            Idempotency idempotency) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.accounts = accounts;
        this.store = store;
        this.keys = keys;
        this.idempotency = idempotency;
    }

    @Override
    public ResponseEntity<ServiceAccount> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateServiceAccount request) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        ServiceAccount created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "service_account.create",
                        request,
                        ServiceAccount.class,
                        () -> accounts.create(tx, caller, request)));
        return Etags.created(created, created.version());
    }

    @Override
    public Page<ServiceAccount> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        callers.in(organizationId, Action.SERVICE_ACCOUNT_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        Condition wanted =
                inState(state).and(Searches.anyContains(search, SERVICE_ACCOUNT.NAME, SERVICE_ACCOUNT.DESCRIPTION));
        var rows = tenancy.read(organizationId, tx -> store.page(tx, organizationId, wanted, after, limit)).stream()
                .map(Account::toApi)
                .toList();
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    @Override
    public ResponseEntity<ServiceAccount> get(UUID organizationId, UUID serviceAccountId) {
        callers.in(organizationId, Action.SERVICE_ACCOUNT_READ);
        ServiceAccount account = tenancy.read(organizationId, tx -> accounts.get(tx, organizationId, serviceAccountId))
                .toApi();
        return Etags.ok(account, account.version());
    }

    @Override
    public ResponseEntity<ServiceAccount> update(
            UUID organizationId, UUID serviceAccountId, @Nullable String ifMatch, UpdateServiceAccount request) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        ServiceAccount account =
                tenancy.write(organizationId, tx -> accounts.update(tx, caller, serviceAccountId, ifMatch, request));
        return Etags.ok(account, account.version());
    }

    @Override
    public ResponseEntity<IssuedManagementKey> issueKey(
            UUID organizationId, UUID serviceAccountId, @Nullable String idempotencyKey, IssueManagementKey request) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        IssuedManagementKey issued = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "management_key.issue:" + serviceAccountId,
                        request,
                        IssuedManagementKey.class,
                        () -> accounts.issueKey(tx, caller, serviceAccountId, request)));
        return ResponseEntity.status(201).body(issued);
    }

    @Override
    public Page<ManagementKey> keys(
            UUID organizationId, UUID serviceAccountId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId, Action.SERVICE_ACCOUNT_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        return tenancy.read(organizationId, tx -> {
            accounts.get(tx, organizationId, serviceAccountId);
            return keys.page(tx, organizationId, serviceAccountId, after, limit);
        });
    }

    @Override
    public ManagementKey revokeKey(UUID organizationId, UUID serviceAccountId, UUID keyId) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        return tenancy.write(organizationId, tx -> accounts.revokeKey(tx, caller, serviceAccountId, keyId));
    }

    private static Condition inState(@Nullable String state) {
        if (state == null) {
            return DSL.noCondition();
        }
        if (!STATES.contains(state)) {
            throw ProblemException.field("state", "parameter_invalid", "A state is one of " + STATES + ".");
        }
        return SERVICE_ACCOUNT.STATE.eq(state);
    }
}
