package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.CUSTOM_ROLE;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.WriteRole;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Role;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.CustomRoleRecord;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Custom roles. Who makes or changes one holds all that is in it, over the whole organization: a role is granted to
 * anybody, anywhere, and whoever changes it changes what all of them may do, themselves among them.
 */
@Component
public class Roles {
    /** Of an organization. */
    static final int MOST = 150;

    private static final String KIND = "role";

    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Roles(AuditLog audit, Ids ids, Clock clock) {
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Either of them. @throws ProblemException 400 if there is no such role, or both or none are named */
    public ChosenRole choose(DSLContext tx, UUID organizationId, @Nullable String role, @Nullable UUID roleId) {
        if ((role == null) == (roleId == null)) {
            throw ProblemException.field("role", "role_missing", "Name a built-in role or a custom one, not both.");
        }
        if (roleId == null) {
            return Role.of(String.valueOf(role))
                    .map(ChosenRole::of)
                    .orElseThrow(() -> ProblemException.field("role", "role_unknown", "There is no such role."));
        }
        // Held until the transaction ends: what is in the role stays what was checked.
        return tx.selectFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(organizationId), CUSTOM_ROLE.ROLE_ID.eq(roleId))
                .forShare()
                .fetchOptional(row -> new ChosenRole(null, roleId, row.getName(), actions(row)))
                .orElseThrow(() -> ProblemException.field("roleId", "role_unknown", "There is no such role."));
    }

    UUID create(DSLContext tx, Caller caller, WriteRole request) {
        caller.require(Action.ROLE_WRITE);
        LastAdmin.lock(tx, caller.organizationId());
        if (tx.fetchCount(CUSTOM_ROLE, CUSTOM_ROLE.ORGANIZATION_ID.eq(caller.organizationId())) >= MOST) {
            throw new ProblemException(409, "too_many_roles", "There are " + MOST + " roles already.");
        }
        CustomRoleRecord row = new CustomRoleRecord();
        row.setOrganizationId(caller.organizationId());
        row.setRoleId(ids.next());
        row.setCreatedAt(clock.instant());
        fill(tx, caller, row, request);
        tx.insertInto(CUSTOM_ROLE).set(row).execute();
        audit.append(
                tx, caller, AuditLog.Change.created("role.created", KIND, row.getRoleId(), row.getName(), facts(row)));
        return row.getRoleId();
    }

    void update(DSLContext tx, Caller caller, UUID roleId, @Nullable String ifMatch, WriteRole request) {
        CustomRoleRecord row = changeable(tx, caller, roleId);
        Etags.require(ifMatch, row.getVersion());
        Map<String, @Nullable Object> before = facts(row);
        fill(tx, caller, row, request);
        if (facts(row).equals(before)) {
            return;
        }
        tx.update(CUSTOM_ROLE)
                .set(CUSTOM_ROLE.NAME, row.getName())
                .set(CUSTOM_ROLE.DESCRIPTION, row.getDescription())
                .set(CUSTOM_ROLE.ACTIONS, row.getActions())
                .set(CUSTOM_ROLE.VERSION, CUSTOM_ROLE.VERSION.plus(1))
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(caller.organizationId()), CUSTOM_ROLE.ROLE_ID.eq(roleId))
                .execute();
        audit.append(
                tx, caller, AuditLog.Change.changed("role.changed", KIND, roleId, row.getName(), before, facts(row)));
    }

    void delete(DSLContext tx, Caller caller, UUID roleId) {
        CustomRoleRecord row = changeable(tx, caller, roleId);
        UUID organization = caller.organizationId();
        if (tx.fetchExists(ROLE_GRANT, ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.ROLE_ID.eq(roleId))) {
            throw new ProblemException(409, "role_in_use", "Somebody holds this role. Take it from them first.");
        }
        tx.deleteFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(organization), CUSTOM_ROLE.ROLE_ID.eq(roleId))
                .execute();
        audit.append(
                tx,
                caller,
                new AuditLog.Change(
                        "role.deleted",
                        KIND,
                        roleId.toString(),
                        row.getName(),
                        AuditLog.Outcome.DONE,
                        facts(row),
                        null));
    }

    static Set<Action> actions(CustomRoleRecord row) {
        return Arrays.stream(row.getActions())
                .flatMap(text -> Action.of(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static CustomRoleRecord changeable(DSLContext tx, Caller caller, UUID roleId) {
        caller.require(Action.ROLE_WRITE);
        CustomRoleRecord row = tx.selectFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(caller.organizationId()), CUSTOM_ROLE.ROLE_ID.eq(roleId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> ProblemException.notFound(KIND));
        caller.requireHolds(actions(row));
        return row;
    }

    private static void fill(DSLContext tx, Caller caller, CustomRoleRecord row, WriteRole request) {
        Set<Action> actions = read(request.actions());
        caller.requireHolds(actions);
        String name = request.name().strip();
        if (name.isEmpty() || Role.of(name).isPresent()) {
            throw ProblemException.field("name", "name_reserved", "A built-in role has this name.");
        }
        boolean taken = tx.fetchExists(
                CUSTOM_ROLE,
                CUSTOM_ROLE.ORGANIZATION_ID.eq(caller.organizationId()),
                CUSTOM_ROLE.NAME_FOLDED.eq(DSL.lower(name)),
                CUSTOM_ROLE.ROLE_ID.ne(row.getRoleId()));
        if (taken) {
            throw new ProblemException(409, "name_taken", "There is a role of this name.");
        }
        row.setName(name);
        row.setDescription(
                request.description() == null ? "" : request.description().strip());
        row.setActions(texts(actions).toArray(String[]::new));
    }

    private static Set<Action> read(List<String> texts) {
        EnumSet<Action> actions = EnumSet.noneOf(Action.class);
        for (int i = 0; i < texts.size(); i++) {
            String field = "actions[" + i + "]";
            actions.add(Action.of(texts.get(i))
                    .orElseThrow(() -> ProblemException.field(field, "action_unknown", "There is no such action.")));
        }
        return actions;
    }

    static List<String> texts(Collection<Action> actions) {
        return actions.stream().map(Action::text).sorted().toList();
    }

    private static Map<String, @Nullable Object> facts(CustomRoleRecord row) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", row.getName());
        facts.put("description", row.getDescription());
        facts.put("actions", List.of(row.getActions()));
        return facts;
    }
}
