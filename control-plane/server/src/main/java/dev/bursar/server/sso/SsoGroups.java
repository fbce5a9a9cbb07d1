package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.sso.SsoGroup;
import dev.bursar.server.access.Grants;
import dev.bursar.server.access.LastAdmin;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.MemberRecord;
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

    private final Grants grants;
    private final LastAdmin lastAdmin;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    SsoGroups(Grants grants, LastAdmin lastAdmin, AuditLog audit, Ids ids, Clock clock) {
        this.grants = grants;
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
                .orderBy(MEMBER_GROUP.NAME_FOLDED)
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
        Set<UUID> members = tx.select(GROUP_MEMBER.MEMBER_ID)
                .from(GROUP_MEMBER)
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization), GROUP_MEMBER.GROUP_ID.eq(groupId))
                .fetchSet(GROUP_MEMBER.MEMBER_ID);
        lastAdmin.keep(tx, organization, () -> {
            // Its roles go with it: whoever removes it takes each of them away.
            grantsOf(tx, organization, groupId).forEach(grant -> grants.take(tx, caller, grant));
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

    private static List<UUID> grantsOf(DSLContext tx, UUID organization, UUID groupId) {
        return tx.select(ROLE_GRANT.GRANT_ID)
                .from(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.GROUP_ID.eq(groupId))
                .orderBy(ROLE_GRANT.GRANT_ID)
                .fetch(ROLE_GRANT.GRANT_ID);
    }

    /**
     * Puts a member into exactly those groups that the provider names; but the last administrator stays in the one that
     * makes them it. Changes are audited.
     *
     * @param isNew the sign-in is: what is kept is noted once for each
     */
    void follow(DSLContext tx, Caller caller, MemberRecord member, List<String> named, boolean isNew) {
        UUID organization = caller.organizationId();
        Map<UUID, String> known = new HashMap<>();
        list(tx, organization).forEach(g -> known.put(g.id(), g.name()));
        Set<UUID> wanted = named(known, named);
        Set<UUID> present = new HashSet<>(tx.select(GROUP_MEMBER.GROUP_ID)
                .from(GROUP_MEMBER)
                .where(
                        GROUP_MEMBER.ORGANIZATION_ID.eq(organization),
                        GROUP_MEMBER.MEMBER_ID.eq(member.getMemberId()),
                        GROUP_MEMBER.GROUP_ID.in(known.keySet()))
                .fetchSet(GROUP_MEMBER.GROUP_ID));
        join(tx, organization, member.getMemberId(), without(wanted, present));
        Set<UUID> left = without(present, wanted);
        boolean kept = !left.isEmpty()
                && !lastAdmin.unlessLast(
                        tx,
                        organization,
                        () -> leave(tx, organization, member.getMemberId(), left),
                        () -> join(tx, organization, member.getMemberId(), left));
        Set<UUID> now = new HashSet<>(wanted);
        if (kept) {
            now.addAll(left);
        }
        if (!now.equals(present)) {
            audit.append(
                    tx, caller, change("member.groups_followed", member, names(known, present), names(known, now)));
        }
        if (kept && isNew) {
            audit.append(tx, caller, change("member.last_admin_kept", member, names(known, now), names(known, wanted)));
        }
    }

    private static AuditLog.Change change(String action, MemberRecord member, List<String> before, List<String> after) {
        return AuditLog.Change.changed(
                action,
                "member",
                member.getMemberId(),
                member.getDisplayName(),
                Map.of("groups", before),
                Map.of("groups", after));
    }

    private static Set<UUID> named(Map<UUID, String> known, List<String> names) {
        Set<String> lower = new HashSet<>();
        names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
        Set<UUID> named = new HashSet<>();
        known.forEach((id, name) -> {
            if (lower.contains(name.toLowerCase(Locale.ROOT))) {
                named.add(id);
            }
        });
        return named;
    }

    private static Set<UUID> without(Set<UUID> these, Set<UUID> those) {
        Set<UUID> rest = new HashSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    private static void join(DSLContext tx, UUID organization, UUID memberId, Set<UUID> groups) {
        for (UUID group : groups) {
            tx.insertInto(GROUP_MEMBER)
                    .set(GROUP_MEMBER.ORGANIZATION_ID, organization)
                    .set(GROUP_MEMBER.GROUP_ID, group)
                    .set(GROUP_MEMBER.MEMBER_ID, memberId)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    private static void leave(DSLContext tx, UUID organization, UUID memberId, Set<UUID> groups) {
        tx.deleteFrom(GROUP_MEMBER)
                .where(
                        GROUP_MEMBER.ORGANIZATION_ID.eq(organization),
                        GROUP_MEMBER.MEMBER_ID.eq(memberId),
                        GROUP_MEMBER.GROUP_ID.in(groups))
                .execute();
    }

    private static List<String> names(Map<UUID, String> known, Set<UUID> groups) {
        Set<String> names = new TreeSet<>();
        groups.forEach(g -> names.add(String.valueOf(known.get(g))));
        return List.copyOf(names);
    }
}
