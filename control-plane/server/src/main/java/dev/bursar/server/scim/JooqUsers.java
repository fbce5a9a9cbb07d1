package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.SSO_BREAK_GLASS;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Members as SCIM's users. All of an organization's: whoever came otherwise can be found and taken over; but for the
 * break-glass account, which is there for the day on which the identity provider fails.
 */
@Component
final class JooqUsers extends JooqResources<UserRow> {
    private final JsonMapper json;

    JooqUsers(JsonMapper json) {
        super(MEMBER, MEMBER.MEMBER_ID, MEMBER.CREATED_AT, new UserPlaces());
        this.json = json;
    }

    /** Is there another one with this user name? */
    boolean isTaken(DSLContext tx, UUID organizationId, String userName, UUID except) {
        return tx.fetchExists(
                MEMBER,
                there(organizationId)
                        .and(MEMBER.MEMBER_ID.ne(except))
                        .and(MEMBER.USER_NAME_FOLDED.eq(DSL.lower(userName))));
    }

    void insert(DSLContext tx, UUID organizationId, UserRow user) {
        tx.insertInto(MEMBER)
                .set(MEMBER.ORGANIZATION_ID, organizationId)
                .set(MEMBER.MEMBER_ID, user.id())
                .set(MEMBER.STATE, user.active() ? "active" : "suspended")
                .set(MEMBER.SUSPENDED_AT, user.active() ? null : user.createdAt())
                .set(MEMBER.CREATED_AT, user.createdAt())
                .set(values(user))
                .execute();
    }

    /** All but whether they are active. */
    void update(DSLContext tx, UUID organizationId, UserRow user) {
        tx.update(MEMBER)
                .set(values(user))
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(MEMBER.MEMBER_ID.eq(user.id()))
                .execute();
    }

    /** By user; those who are in none are missing. */
    Map<UUID, List<UserJson.GroupLink>> groups(DSLContext tx, UUID organizationId, Collection<UUID> ids) {
        return tx.select(GROUP_MEMBER.MEMBER_ID, MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.NAME)
                .from(GROUP_MEMBER)
                .join(MEMBER_GROUP)
                .on(
                        MEMBER_GROUP.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                        MEMBER_GROUP.GROUP_ID.eq(GROUP_MEMBER.GROUP_ID))
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(GROUP_MEMBER.MEMBER_ID.in(ids))
                .and(MEMBER_GROUP.SOURCE.eq("scim"))
                .orderBy(MEMBER_GROUP.NAME)
                .fetchGroups(GROUP_MEMBER.MEMBER_ID, row -> new UserJson.GroupLink(row.value2(), row.value3()));
    }

    private static Map<Field<?>, Object> values(UserRow user) {
        Map<Field<?>, Object> values = new HashMap<>();
        values.put(MEMBER.SOURCE, "scim");
        values.put(MEMBER.USER_NAME, user.userName());
        values.put(MEMBER.EXTERNAL_ID, user.externalId());
        values.put(MEMBER.EMAIL, user.email());
        values.put(MEMBER.DISPLAY_NAME, user.displayName());
        values.put(MEMBER.SCIM_ATTRIBUTES, JSONB.valueOf(user.attributes().toString()));
        values.put(MEMBER.CHANGED_AT, user.changedAt());
        values.put(MEMBER.VERSION, user.version());
        return values;
    }

    @Override
    Condition there(UUID organizationId) {
        return MEMBER.ORGANIZATION_ID
                .eq(organizationId)
                .and(MEMBER.STATE.ne("removed"))
                .and(DSL.notExists(DSL.selectOne()
                        .from(SSO_BREAK_GLASS)
                        .where(
                                SSO_BREAK_GLASS.ORGANIZATION_ID.eq(MEMBER.ORGANIZATION_ID),
                                SSO_BREAK_GLASS.MEMBER_ID.eq(MEMBER.MEMBER_ID))));
    }

    @Override
    UserRow row(Record row) {
        return new UserRow(
                row.get(MEMBER.MEMBER_ID),
                row.get(MEMBER.USER_NAME) == null ? row.get(MEMBER.EMAIL) : row.get(MEMBER.USER_NAME),
                row.get(MEMBER.EXTERNAL_ID),
                row.get(MEMBER.EMAIL),
                row.get(MEMBER.DISPLAY_NAME),
                !row.get(MEMBER.STATE).equals("suspended"),
                row.get(MEMBER.SOURCE).equals("scim"),
                (ObjectNode) json.readTree(row.get(MEMBER.SCIM_ATTRIBUTES).data()),
                row.get(MEMBER.CREATED_AT),
                row.get(MEMBER.CHANGED_AT) == null ? row.get(MEMBER.CREATED_AT) : row.get(MEMBER.CHANGED_AT),
                row.get(MEMBER.VERSION));
    }
}
