package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_ROLE;

import dev.bursar.adminapi.organization.Member;
import dev.bursar.server.platform.web.Cursors;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The list of an organization's members. */
@Component
final class JooqMembers {
    private static final Field<String[]> ROLES = DSL.field(
                    DSL.select(DSL.arrayAgg(MEMBER_ROLE.ROLE).orderBy(MEMBER_ROLE.ROLE))
                            .from(MEMBER_ROLE)
                            .where(MEMBER_ROLE.ORGANIZATION_ID.eq(MEMBER.ORGANIZATION_ID))
                            .and(MEMBER_ROLE.MEMBER_ID.eq(MEMBER.MEMBER_ID)))
            .as("roles");

    /** Newest first; one more than the page. */
    List<Member> page(DSLContext tx, UUID organizationId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(MEMBER.CREATED_AT, MEMBER.MEMBER_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.select(MEMBER.MEMBER_ID, MEMBER.DISPLAY_NAME, MEMBER.EMAIL, MEMBER.CREATED_AT, ROLES)
                .from(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId))
                .and(rest)
                .orderBy(MEMBER.CREATED_AT.desc(), MEMBER.MEMBER_ID.desc())
                .limit(size + 1)
                .fetch(row -> new Member(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value5() == null ? List.of() : List.of(row.value5()),
                        row.value4().atOffset(ZoneOffset.UTC)));
    }
}
