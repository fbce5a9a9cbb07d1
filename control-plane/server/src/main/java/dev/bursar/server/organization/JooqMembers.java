package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.CUSTOM_ROLE;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.Member;
import dev.bursar.server.platform.web.Cursors;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of an organization's members. */
@Component
final class JooqMembers {
    private static final Field<String[]> ROLES = DSL.field(
                    DSL.select(DSL.arrayAggDistinct(DSL.coalesce(ROLE_GRANT.ROLE, CUSTOM_ROLE.NAME)))
                            .from(ROLE_GRANT)
                            .leftJoin(CUSTOM_ROLE)
                            .on(
                                    CUSTOM_ROLE.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID),
                                    CUSTOM_ROLE.ROLE_ID.eq(ROLE_GRANT.ROLE_ID))
                            .where(ROLE_GRANT.ORGANIZATION_ID.eq(MEMBER.ORGANIZATION_ID))
                            .and(ROLE_GRANT.MEMBER_ID.eq(MEMBER.MEMBER_ID)))
            .as("roles");

    /** Newest first; one more than the page. */
    List<Member> page(DSLContext tx, UUID organizationId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(MEMBER.CREATED_AT, MEMBER.MEMBER_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.select(MEMBER.fields())
                .select(ROLES)
                .from(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId), MEMBER.STATE.ne("removed"))
                .and(rest)
                .orderBy(MEMBER.CREATED_AT.desc(), MEMBER.MEMBER_ID.desc())
                .limit(size + 1)
                .fetch(row -> new Member(
                        row.get(MEMBER.MEMBER_ID),
                        row.get(MEMBER.DISPLAY_NAME),
                        row.get(MEMBER.EMAIL),
                        row.get(MEMBER.STATE),
                        row.get(MEMBER.SOURCE),
                        row.get(ROLES) == null ? List.of() : List.of(row.get(ROLES)),
                        utc(row.get(MEMBER.LAST_ACTIVE_AT)),
                        utc(row.get(MEMBER.SUSPENDED_AT)),
                        row.get(MEMBER.CREATED_AT).atOffset(ZoneOffset.UTC),
                        row.get(MEMBER.VERSION)));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
