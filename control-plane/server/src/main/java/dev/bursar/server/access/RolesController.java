package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.CUSTOM_ROLE;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleAction;
import dev.bursar.adminapi.access.RolesApi;
import dev.bursar.adminapi.access.WriteRole;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.ResourcePath;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.CustomRoleRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class RolesController implements RolesApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Idempotency idempotency;
    private final Roles roles;

    RolesController(Tenancy tenancy, Callers callers, Idempotency idempotency, Roles roles) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.idempotency = idempotency;
        this.roles = roles;
    }

    @Override
    public List<Role> list(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        return tenancy.read(organizationId, tx -> {
            List<Role> all = new ArrayList<>(builtIn(tx, organizationId));
            all.addAll(custom(tx, organizationId, DSL.noCondition()));
            return all;
        });
    }

    @Override
    public Role get(UUID organizationId, String role) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        return tenancy.read(organizationId, tx -> {
            Role found = (builtInNamed(role) ? builtIn(tx, organizationId) : custom(tx, organizationId, is(role)))
                    .stream()
                            .filter(one -> one.id() != null || one.name().equals(role))
                            .findFirst()
                            .orElseThrow(() -> ProblemException.notFound("role"));
            return found.heldBy(RoleHolders.count(tx, caller, found));
        });
    }

    private static boolean builtInNamed(String role) {
        return dev.bursar.server.identity.Role.of(role).isPresent();
    }

    private static Condition is(String role) {
        try {
            return CUSTOM_ROLE.ROLE_ID.eq(UUID.fromString(role));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("role");
        }
    }

    @Override
    public List<RoleAction> actions(UUID organizationId) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        var missing = caller.authority().missing(List.of(Action.values()), ResourcePath.ORGANIZATION);
        return Arrays.stream(Action.values())
                .map(action -> new RoleAction(
                        action.text(),
                        action.breadth().name().toLowerCase(Locale.ROOT),
                        !action.reads(),
                        !missing.contains(action)))
                .toList();
    }

    @Override
    public ResponseEntity<Role> create(UUID organizationId, @Nullable String idempotencyKey, WriteRole request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.ROLE_WRITE);
        Role created = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "role.create",
                        request,
                        Role.class,
                        () -> view(tx, organizationId, roles.create(tx, caller, request))));
        return Etags.created(created, created.version());
    }

    @Override
    public ResponseEntity<Role> update(UUID organizationId, UUID roleId, @Nullable String ifMatch, WriteRole request) {
        Caller caller = callers.in(organizationId);
        Role changed = tenancy.write(organizationId, tx -> {
            roles.update(tx, caller, roleId, ifMatch, request);
            return view(tx, organizationId, roleId);
        });
        return Etags.ok(changed, changed.version());
    }

    @Override
    public ResponseEntity<Role> delete(UUID organizationId, UUID roleId) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.ROLE_WRITE);
        Role deleted = tenancy.write(organizationId, tx -> {
            Role last = view(tx, organizationId, roleId);
            roles.delete(tx, caller, roleId);
            return last;
        });
        return Etags.ok(deleted, deleted.version());
    }

    private static Role view(DSLContext tx, UUID organizationId, UUID roleId) {
        return custom(tx, organizationId, CUSTOM_ROLE.ROLE_ID.eq(roleId)).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("role"));
    }

    private static List<Role> builtIn(DSLContext tx, UUID organizationId) {
        Map<String, Integer> held = tx.select(ROLE_GRANT.ROLE, DSL.count())
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organizationId), ROLE_GRANT.ROLE.isNotNull())
                .groupBy(ROLE_GRANT.ROLE)
                .fetchMap(ROLE_GRANT.ROLE, DSL.count());
        return Arrays.stream(dev.bursar.server.identity.Role.values())
                .map(role -> new Role(
                        null, role.text(), "", Roles.texts(role.actions()), held.getOrDefault(role.text(), 0), null, 0))
                .toList();
    }

    private static List<Role> custom(DSLContext tx, UUID organizationId, Condition wanted) {
        var grants = DSL.field(DSL.selectCount()
                        .from(ROLE_GRANT)
                        .where(
                                ROLE_GRANT.ORGANIZATION_ID.eq(CUSTOM_ROLE.ORGANIZATION_ID),
                                ROLE_GRANT.ROLE_ID.eq(CUSTOM_ROLE.ROLE_ID)))
                .as("grants");
        return tx.select(CUSTOM_ROLE.fields())
                .select(grants)
                .from(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(organizationId), wanted)
                .orderBy(CUSTOM_ROLE.NAME, CUSTOM_ROLE.ROLE_ID)
                .limit(Roles.MOST)
                .fetch(row -> role(row.into(CUSTOM_ROLE), row.get(grants)));
    }

    private static Role role(CustomRoleRecord row, int grants) {
        return new Role(
                row.getRoleId(),
                row.getName(),
                row.getDescription(),
                List.of(row.getActions()),
                grants,
                null,
                row.getVersion());
    }
}
