package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Reach;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Where people stand: wherever they hold a role, themselves or through a group. */
public final class MemberPlaces {
    private MemberPlaces() {}

    /** Of a row of {@code member}: that they hold a role within the reach. */
    public static Condition within(Reach reach, UUID organizationId) {
        if (reach instanceof Reach.Everywhere) {
            return DSL.noCondition();
        }
        Condition inReach = ROLE_GRANT
                .ORGANIZATION_ID
                .eq(organizationId)
                .and(UnitPaths.within(reach, organizationId, ROLE_GRANT.UNIT_ID));
        return MEMBER.MEMBER_ID
                .in(DSL.select(ROLE_GRANT.MEMBER_ID).from(ROLE_GRANT).where(inReach, ROLE_GRANT.MEMBER_ID.isNotNull()))
                .or(MEMBER.MEMBER_ID.in(DSL.select(GROUP_MEMBER.MEMBER_ID)
                        .from(ROLE_GRANT)
                        .join(GROUP_MEMBER)
                        .on(
                                GROUP_MEMBER.ORGANIZATION_ID.eq(ROLE_GRANT.ORGANIZATION_ID),
                                GROUP_MEMBER.GROUP_ID.eq(ROLE_GRANT.GROUP_ID))
                        .where(inReach)));
    }

    /** Whether the caller may see that there is this person; oneself always. Whoever was removed is not there. */
    public static boolean sees(DSLContext tx, Caller caller, UUID memberId) {
        Condition seen = memberId.equals(caller.memberId())
                ? DSL.noCondition()
                : within(caller.reach(Action.MEMBER_READ), caller.organizationId());
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(caller.organizationId()),
                MEMBER.MEMBER_ID.eq(memberId),
                MEMBER.STATE.ne("removed"),
                seen);
    }
}
