package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The groups that came by SCIM, and who is in them. */
@Component
final class JooqGroups extends JooqResources<GroupRow> {
    JooqGroups() {
        super(MEMBER_GROUP, MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.CREATED_AT, new GroupPlaces());
    }

    boolean isTaken(DSLContext tx, UUID organizationId, String name, UUID except) {
        return tx.fetchExists(
                MEMBER_GROUP,
                there(organizationId)
                        .and(MEMBER_GROUP.GROUP_ID.ne(except))
                        .and(MEMBER_GROUP.NAME_FOLDED.eq(DSL.lower(name))));
    }

    void insert(DSLContext tx, UUID organizationId, GroupRow group) {
        tx.insertInto(MEMBER_GROUP)
                .set(MEMBER_GROUP.ORGANIZATION_ID, organizationId)
                .set(MEMBER_GROUP.GROUP_ID, group.id())
                .set(MEMBER_GROUP.NAME, group.name())
                .set(MEMBER_GROUP.EXTERNAL_ID, group.externalId())
                .set(MEMBER_GROUP.SOURCE, "scim")
                .set(MEMBER_GROUP.CREATED_AT, group.createdAt())
                .set(MEMBER_GROUP.CHANGED_AT, group.changedAt())
                .set(MEMBER_GROUP.VERSION, group.version())
                .execute();
    }

    void update(DSLContext tx, UUID organizationId, GroupRow group) {
        tx.update(MEMBER_GROUP)
                .set(MEMBER_GROUP.NAME, group.name())
                .set(MEMBER_GROUP.EXTERNAL_ID, group.externalId())
                .set(MEMBER_GROUP.CHANGED_AT, group.changedAt())
                .set(MEMBER_GROUP.VERSION, group.version())
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER_GROUP.GROUP_ID.eq(group.id()))
                .execute();
    }

    /** With the roles that were granted to it. */
    void delete(DSLContext tx, UUID organizationId, UUID id) {
        tx.deleteFrom(GROUP_MEMBER)
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(GROUP_MEMBER.GROUP_ID.eq(id))
                .execute();
        tx.deleteFrom(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organizationId))
                .and(ROLE_GRANT.GROUP_ID.eq(id))
                .execute();
        tx.deleteFrom(MEMBER_GROUP)
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER_GROUP.GROUP_ID.eq(id))
                .execute();
    }

    long roles(DSLContext tx, UUID organizationId, UUID id) {
        return tx.fetchCount(
                ROLE_GRANT, ROLE_GRANT.ORGANIZATION_ID.eq(organizationId).and(ROLE_GRANT.GROUP_ID.eq(id)));
    }

    // ------------------------------------------------------------------ members

    /** By group; those without are missing. @param most one more is read, to tell that there are more */
    Map<UUID, List<GroupRow.Member>> members(DSLContext tx, UUID organizationId, Collection<UUID> groups, int most) {
        return tx.select(GROUP_MEMBER.GROUP_ID, MEMBER.MEMBER_ID, MEMBER.DISPLAY_NAME)
                .from(GROUP_MEMBER)
                .join(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(GROUP_MEMBER.MEMBER_ID))
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(GROUP_MEMBER.GROUP_ID.in(groups))
                .orderBy(GROUP_MEMBER.GROUP_ID, GROUP_MEMBER.MEMBER_ID)
                .limit(most + 1)
                .fetchGroups(GROUP_MEMBER.GROUP_ID, row -> new GroupRow.Member(row.value2(), row.value3()));
    }

    boolean areMembers(DSLContext tx, UUID organizationId, Set<UUID> ids) {
        return ids.isEmpty()
                || tx.fetchCount(
                                MEMBER,
                                MEMBER.ORGANIZATION_ID
                                        .eq(organizationId)
                                        .and(MEMBER.STATE.ne("removed"))
                                        .and(MEMBER.MEMBER_ID.eq(DSL.any(ids.toArray(UUID[]::new)))))
                        == ids.size();
    }

    void add(DSLContext tx, UUID organizationId, UUID group, Set<UUID> members) {
        if (members.isEmpty()) {
            return;
        }
        tx.insertInto(GROUP_MEMBER, GROUP_MEMBER.ORGANIZATION_ID, GROUP_MEMBER.GROUP_ID, GROUP_MEMBER.MEMBER_ID)
                .select(DSL.select(DSL.val(organizationId), DSL.val(group), MEMBER.MEMBER_ID)
                        .from(MEMBER)
                        .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                        .and(MEMBER.MEMBER_ID.eq(DSL.any(members.toArray(UUID[]::new)))))
                .onConflictDoNothing()
                .execute();
    }

    int take(DSLContext tx, UUID organizationId, UUID group, Set<UUID> members) {
        return tx.deleteFrom(GROUP_MEMBER)
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(GROUP_MEMBER.GROUP_ID.eq(group))
                .and(GROUP_MEMBER.MEMBER_ID.eq(DSL.any(members.toArray(UUID[]::new))))
                .execute();
    }

    @Override
    Condition there(UUID organizationId) {
        return MEMBER_GROUP.ORGANIZATION_ID.eq(organizationId).and(MEMBER_GROUP.SOURCE.eq("scim"));
    }

    @Override
    GroupRow row(Record row) {
        return new GroupRow(
                row.get(MEMBER_GROUP.GROUP_ID),
                row.get(MEMBER_GROUP.NAME),
                row.get(MEMBER_GROUP.EXTERNAL_ID),
                row.get(MEMBER_GROUP.CREATED_AT),
                row.get(MEMBER_GROUP.CHANGED_AT),
                row.get(MEMBER_GROUP.VERSION));
    }
}
