package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.sso.SsoGroup;
import dev.bursar.policy.access.Action;
import dev.bursar.server.access.LastAdmin;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.ProblemException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Groups of the identity provider that matter here, and who is in them. Roles are granted to them as to any group. */
@Component
final class SsoGroups {
    static final int MOST = 200;

    private static final String KIND = "member_group";
    private static final String SOURCE = "sso";

    private final LastAdmin lastAdmin;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    SsoGroups(LastAdmin lastAdmin, AuditLog audit, Ids ids, Clock clock) {
        this.lastAdmin = lastAdmin;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    List<SsoGroup> list(DSLContext tx, UUID organization) {
        var members = DSL.field(DSL.selectCount()
                .from(GROUP_MEMBER)
                .where(
                        GROUP_MEMBER.ORGANIZATION_ID.eq(MEMBER_GROUP.ORGANIZATION_ID),
                        GROUP_MEMBER.GROUP_ID.eq(MEMBER_GROUP.GROUP_ID)));
        return tx.select(MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.NAME, members)
                .from(MEMBER_GROUP)
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organization), MEMBER_GROUP.SOURCE.eq(SOURCE))
                .orderBy(DSL.lower(MEMBER_GROUP.NAME))
                .fetch(row -> new SsoGroup(row.value1(), row.value2(), row.value3()));
    }

    SsoGroup add(DSLContext tx, Caller caller, String text) {
        String name = text.strip();
        // Keycloak writes groups as paths, and a mapper's value as JSON.
        if (name.contains("/") || !name.matches("[^\\p{Cntrl}\"\\\\]+")) {
            throw ProblemException.field(
                    "name",
                    "group_name_invalid",
                    "A group's name has no slash, backslash, quotation mark or line break.");
        }
        List<SsoGroup> present = list(tx, caller.organizationId());
        for (SsoGroup group : present) {
            if (group.name().equalsIgnoreCase(name)) {
                return group;
            }
        }
        if (present.size() >= MOST) {
            throw new ProblemException(409, "too_many_groups", "There are " + MOST + " groups already.");
        }
        UUID id = ids.next();
        tx.insertInto(MEMBER_GROUP)
                .set(MEMBER_GROUP.ORGANIZATION_ID, caller.organizationId())
                .set(MEMBER_GROUP.GROUP_ID, id)
                .set(MEMBER_GROUP.NAME, name)
                .set(MEMBER_GROUP.SOURCE, SOURCE)
                .set(MEMBER_GROUP.CREATED_AT, clock.instant())
                .set(MEMBER_GROUP.CHANGED_AT, clock.instant())
                .execute();
        audit.append(tx, caller, AuditLog.Change.created("sso_group.added", KIND, id, name, Map.of("name", name)));
        return new SsoGroup(id, name, 0);
    }

    void remove(DSLContext tx, Caller caller, UUID groupId) {
        UUID organization = caller.organizationId();
        SsoGroup group = list(tx, organization).stream()
                .filter(g -> g.id().equals(groupId))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("group"));
        // Its roles go with it: whoever removes it takes them away.
        if (tx.fetchExists(ROLE_GRANT, ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.GROUP_ID.eq(groupId))) {
            caller.require(Action.ROLE_WRITE);
        }
        Set<UUID> members = tx.select(GROUP_MEMBER.MEMBER_ID)
                .from(GROUP_MEMBER)
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization), GROUP_MEMBER.GROUP_ID.eq(groupId))
                .fetchSet(GROUP_MEMBER.MEMBER_ID);
        lastAdmin.keep(tx, organization, () -> {
            tx.deleteFrom(ROLE_GRANT)
                    .where(ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.GROUP_ID.eq(groupId))
                    .execute();
            tx.deleteFrom(GROUP_MEMBER)
                    .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization), GROUP_MEMBER.GROUP_ID.eq(groupId))
                    .execute();
            tx.deleteFrom(MEMBER_GROUP)
                    .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organization), MEMBER_GROUP.GROUP_ID.eq(groupId))
                    .execute();
            return true;
        });
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("sso_group.removed", KIND, groupId, group.name(), Map.of("name", group.name()))
                        .about(members));
    }

    /** Puts a member into exactly those groups that the provider names. Changes are audited. */
    void follow(DSLContext tx, Caller caller, UUID memberId, String memberName, List<String> named) {
        Map<UUID, String> known = new HashMap<>();
        list(tx, caller.organizationId()).forEach(g -> known.put(g.id(), g.name()));
        Set<String> lower = new HashSet<>();
        named.forEach(n -> lower.add(n.toLowerCase(Locale.ROOT)));
        Set<UUID> wanted = new HashSet<>();
        known.forEach((id, name) -> {
            if (lower.contains(name.toLowerCase(Locale.ROOT))) {
                wanted.add(id);
            }
        });
        Set<UUID> present = new HashSet<>(tx.select(GROUP_MEMBER.GROUP_ID)
                .from(GROUP_MEMBER)
                .where(
                        GROUP_MEMBER.ORGANIZATION_ID.eq(caller.organizationId()),
                        GROUP_MEMBER.MEMBER_ID.eq(memberId),
                        GROUP_MEMBER.GROUP_ID.in(known.keySet()))
                .fetchSet(GROUP_MEMBER.GROUP_ID));
        if (wanted.equals(present)) {
            return;
        }
        write(tx, caller, memberId, wanted, present);
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        "member.groups_followed",
                        "member",
                        memberId,
                        memberName,
                        Map.of("groups", names(known, present)),
                        Map.of("groups", names(known, wanted))));
    }

    private static void write(DSLContext tx, Caller caller, UUID memberId, Set<UUID> wanted, Set<UUID> present) {
        for (UUID group : wanted) {
            tx.insertInto(GROUP_MEMBER)
                    .set(GROUP_MEMBER.ORGANIZATION_ID, caller.organizationId())
                    .set(GROUP_MEMBER.GROUP_ID, group)
                    .set(GROUP_MEMBER.MEMBER_ID, memberId)
                    .onConflictDoNothing()
                    .execute();
        }
        Set<UUID> left = new HashSet<>(present);
        left.removeAll(wanted);
        tx.deleteFrom(GROUP_MEMBER)
                .where(
                        GROUP_MEMBER.ORGANIZATION_ID.eq(caller.organizationId()),
                        GROUP_MEMBER.MEMBER_ID.eq(memberId),
                        GROUP_MEMBER.GROUP_ID.in(left))
                .execute();
    }

    private static List<String> names(Map<UUID, String> known, Set<UUID> groups) {
        Set<String> names = new TreeSet<>();
        groups.forEach(g -> names.add(String.valueOf(known.get(g))));
        return List.copyOf(names);
    }
}
