package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.access.RoleGrantsApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.Searches;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RoleGrantsController implements RoleGrantsApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Idempotency idempotency;
    private final Grants grants;
    private final Roles roles;
    private final JooqGrants store;

    RoleGrantsController(
            Tenancy tenancy, Callers callers, Idempotency idempotency, Grants grants, Roles roles, JooqGrants store) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.idempotency = idempotency;
        this.grants = grants;
        this.roles = roles;
        this.store = store;
    }

    @Override
    public Page<RoleGrant> list(
            UUID organizationId,
            @Nullable UUID holderId,
            @Nullable UUID unitId,
            @Nullable String role,
            @Nullable UUID roleId,
            @Nullable String cursor,
            @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        Condition wanted = UnitPaths.within(caller.reach(Action.MEMBER_READ), organizationId, ROLE_GRANT.UNIT_ID)
                .and(unitId == null ? DSL.noCondition() : ROLE_GRANT.UNIT_ID.eq(unitId))
                .and(Searches.equal("role", ROLE_GRANT.ROLE, role))
                .and(roleId == null ? DSL.noCondition() : ROLE_GRANT.ROLE_ID.eq(roleId))
                .and(
                        holderId == null
                                ? DSL.noCondition()
                                : DSL.or(
                                        ROLE_GRANT.MEMBER_ID.eq(holderId),
                                        ROLE_GRANT.GROUP_ID.eq(holderId),
                                        ROLE_GRANT.SERVICE_ACCOUNT_ID.eq(holderId)));
        List<RoleGrant> rows = tenancy.read(organizationId, tx -> store.page(tx, organizationId, wanted, after, limit));
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    @Override
    public ResponseEntity<RoleGrant> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateRoleGrant request) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.ROLE_WRITE);
        return ResponseEntity.status(201)
                .body(tenancy.write(
                        organizationId,
                        tx -> idempotency.once(
                                tx,
                                organizationId,
                                caller.actorId(),
                                idempotencyKey,
                                "role_grant.create",
                                request,
                                RoleGrant.class,
                                () -> give(tx, caller, request))));
    }

    @Override
    public RoleGrant revoke(UUID organizationId, UUID grantId) {
        Caller caller = callers.in(organizationId);
        return tenancy.write(organizationId, tx -> grants.take(tx, caller, grantId));
    }

    private RoleGrant give(DSLContext tx, Caller caller, CreateRoleGrant request) {
        ChosenRole role = roles.choose(tx, caller.organizationId(), request.role(), request.roleId());
        UUID id =
                grants.give(tx, caller, Grants.Holder.of(request.holder()), request.holderId(), role, request.unitId());
        return store.find(tx, caller.organizationId(), id).orElseThrow();
    }
}
