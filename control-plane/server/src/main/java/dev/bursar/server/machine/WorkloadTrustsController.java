package dev.bursar.server.machine;

import static dev.bursar.server.sql.Tables.WORKLOAD_ISSUER;
import static dev.bursar.server.sql.Tables.WORKLOAD_TRUST;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.machine.CreateWorkloadTrust;
import dev.bursar.adminapi.machine.UpdateWorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrustsApi;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.Searches;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class WorkloadTrustsController implements WorkloadTrustsApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final WorkloadTrusts trusts;
    private final JooqTrusts store;
    private final Idempotency idempotency;

    WorkloadTrustsController(
            Tenancy tenancy, Callers callers, WorkloadTrusts trusts, JooqTrusts store, Idempotency idempotency) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.trusts = trusts;
        this.store = store;
        this.idempotency = idempotency;
    }

    @Override
    public ResponseEntity<WorkloadTrust> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateWorkloadTrust request) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        WorkloadTrust created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "workload_trust.create",
                        request,
                        WorkloadTrust.class,
                        () -> trusts.create(tx, caller, request)));
        return Etags.created(created, created.version());
    }

    @Override
    public Page<WorkloadTrust> list(
            UUID organizationId,
            @Nullable UUID serviceAccountId,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        callers.in(organizationId, Action.SERVICE_ACCOUNT_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        Condition account =
                serviceAccountId == null ? DSL.noCondition() : WORKLOAD_TRUST.SERVICE_ACCOUNT_ID.eq(serviceAccountId);
        Condition wanted = account.and(Searches.anyContains(
                search, WORKLOAD_TRUST.NAME, WORKLOAD_TRUST.SUBJECT_PATTERN, WORKLOAD_ISSUER.ISSUER));
        var rows = tenancy.read(organizationId, tx -> store.page(tx, organizationId, wanted, after, limit)).stream()
                .map(Trust::toApi)
                .toList();
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    @Override
    public ResponseEntity<WorkloadTrust> get(UUID organizationId, UUID trustId) {
        callers.in(organizationId, Action.SERVICE_ACCOUNT_READ);
        WorkloadTrust trust = tenancy.read(organizationId, tx -> trusts.get(tx, organizationId, trustId))
                .toApi();
        return Etags.ok(trust, trust.version());
    }

    @Override
    public ResponseEntity<WorkloadTrust> update(
            UUID organizationId, UUID trustId, @Nullable String ifMatch, UpdateWorkloadTrust request) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        WorkloadTrust trust = tenancy.write(organizationId, tx -> trusts.update(tx, caller, trustId, ifMatch, request));
        return Etags.ok(trust, trust.version());
    }

    @Override
    public WorkloadTrust remove(UUID organizationId, UUID trustId) {
        Caller caller = callers.in(organizationId, Action.SERVICE_ACCOUNT_WRITE);
        return tenancy.write(organizationId, tx -> trusts.remove(tx, caller, trustId));
    }
}
