package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.Group;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Reach;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.UnitPaths;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Groups of people, as far as a caller sees them. */
@Component
final class GroupReadModel {
    private static final Field<Integer> MEMBERS = DSL.field(DSL.selectCount()
                    .from(GROUP_MEMBER)
                    .where(
                            GROUP_MEMBER.ORGANIZATION_ID.eq(MEMBER_GROUP.ORGANIZATION_ID),
                            GROUP_MEMBER.GROUP_ID.eq(MEMBER_GROUP.GROUP_ID)))
            .as("members");

    /**
     * Of a row of {@code member_group}: groups are the organization's, so whoever reads its people sees them; whoever
     * reads those of a unit sees the ones that hold a role in it.
     */
    static Condition seen(Caller caller) {
        Reach reach = caller.reach(Action.MEMBER_READ);
        UUID organization = caller.organizationId();
        return switch (reach) {
            case Reach.Everywhere all -> DSL.noCondition();
            case Reach.Nowhere none -> DSL.falseCondition();
            case Reach.Units units ->
                MEMBER_GROUP.GROUP_ID.in(DSL.select(ROLE_GRANT.GROUP_ID)
                        .from(ROLE_GRANT)
                        .where(
                                ROLE_GRANT.ORGANIZATION_ID.eq(organization),
                                ROLE_GRANT.GROUP_ID.isNotNull(),
                                UnitPaths.within(reach, organization, ROLE_GRANT.UNIT_ID)));
        };
    }

    /** By name; one more than the page. */
    List<Group> page(DSLContext tx, UUID organizationId, Condition wanted, int size) {
        return tx.select(MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.NAME, MEMBER_GROUP.SOURCE, MEMBERS)
                .from(MEMBER_GROUP)
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organizationId), wanted)
                .orderBy(MEMBER_GROUP.NAME, MEMBER_GROUP.GROUP_ID)
                .limit(size + 1)
                .fetch(row -> new Group(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** That this member is in, by name. */
    static List<Access.InGroup> of(DSLContext tx, UUID organizationId, UUID memberId, Condition seen) {
        return tx.select(MEMBER_GROUP.GROUP_ID, MEMBER_GROUP.NAME, MEMBER_GROUP.SOURCE)
                .from(GROUP_MEMBER)
                .join(MEMBER_GROUP)
                .on(
                        MEMBER_GROUP.ORGANIZATION_ID.eq(GROUP_MEMBER.ORGANIZATION_ID),
                        MEMBER_GROUP.GROUP_ID.eq(GROUP_MEMBER.GROUP_ID))
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organizationId), GROUP_MEMBER.MEMBER_ID.eq(memberId), seen)
                .orderBy(MEMBER_GROUP.NAME, MEMBER_GROUP.GROUP_ID)
                .fetch(row -> new Access.InGroup(row.value1(), row.value2(), row.value3()));
    }
}
