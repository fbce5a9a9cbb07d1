package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.SCIM_TOKEN;

import dev.bursar.adminapi.scim.ScimConnection;
import dev.bursar.adminapi.scim.ScimResource;
import dev.bursar.server.platform.web.Cursors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What the console shows of provisioning. */
@Component
final class ScimReadModel {
    private static final Field<Instant> CHANGED = DSL.field(DSL.name("changed_at"), Instant.class);
    private static final Field<UUID> ID = DSL.field(DSL.name("id"), UUID.class);
    private static final Field<Instant> USER_CHANGED = DSL.coalesce(MEMBER.CHANGED_AT, MEMBER.CREATED_AT);

    ScimConnection connection(DSLContext tx, UUID organizationId, String address) {
        long users = tx.fetchCount(MEMBER, users(organizationId));
        long groups = tx.fetchCount(MEMBER_GROUP, groups(organizationId));
        Optional<Instant> used = tx.select(DSL.max(SCIM_TOKEN.LAST_USED_AT))
                .from(SCIM_TOKEN)
                .where(SCIM_TOKEN.ORGANIZATION_ID.eq(organizationId))
                .fetchOptional(0, Instant.class);
        return new ScimConnection(
                address,
                users,
                groups,
                used.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
    }

    /** Changed last first; one more than the page. */
    List<ScimResource> resources(DSLContext tx, UUID organizationId, Optional<Cursors.At> after, int size) {
        var all = DSL.select(
                        DSL.inline("user").as("kind"),
                        MEMBER.MEMBER_ID.as("id"),
                        UserPlaces.USER_NAME.as("name"),
                        MEMBER.STATE.as("state"),
                        USER_CHANGED.as("changed_at"))
                .from(MEMBER)
                .where(users(organizationId))
                .and(rest(USER_CHANGED, MEMBER.MEMBER_ID, after))
                .orderBy(CHANGED.desc(), ID.desc())
                .limit(size + 1);
        var groups = DSL.select(
                        DSL.inline("group").as("kind"),
                        MEMBER_GROUP.GROUP_ID.as("id"),
                        MEMBER_GROUP.NAME.as("name"),
                        DSL.inline("active").as("state"),
                        MEMBER_GROUP.CHANGED_AT.as("changed_at"))
                .from(MEMBER_GROUP)
                .where(groups(organizationId))
                .and(rest(MEMBER_GROUP.CHANGED_AT, MEMBER_GROUP.GROUP_ID, after))
                .orderBy(CHANGED.desc(), ID.desc())
                .limit(size + 1);
        var both = all.unionAll(groups).asTable("both");
        return tx.selectFrom(both)
                .orderBy(CHANGED.desc(), ID.desc())
                .limit(size + 1)
                .fetch(ScimReadModel::resource);
    }

    private static ScimResource resource(Record5<String, UUID, String, String, Instant> row) {
        return new ScimResource(
                row.value1(),
                row.value2(),
                row.value3(),
                row.value4(),
                row.value5().atOffset(ZoneOffset.UTC));
    }

    private static Condition rest(Field<Instant> at, Field<UUID> id, Optional<Cursors.At> after) {
        return after.<Condition>map(a -> DSL.row(at, id).lt(a.at(), a.id())).orElse(DSL.noCondition());
    }

    private static Condition users(UUID organizationId) {
        return MEMBER.ORGANIZATION_ID
                .eq(organizationId)
                .and(MEMBER.SOURCE.eq("scim"))
                .and(MEMBER.STATE.ne("removed"));
    }

    private static Condition groups(UUID organizationId) {
        return MEMBER_GROUP.ORGANIZATION_ID.eq(organizationId).and(MEMBER_GROUP.SOURCE.eq("scim"));
    }
}
