package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.policy.access.Action;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/**
 * Where people stand: wherever they hold a role, themselves or through a group. Of few people the ids are gathered and
 * each is looked up; of many a list is walked in its order, and each is asked after, until the page is full.
 */
public final class MemberPlaces {
    /** So many are looked up in less time than a list of 100,000 is walked for a page of them. */
    private static final int FEW = 2_000;

    private MemberPlaces() {}

    /** Of a row of {@code member}: that they hold a role within the extent. */
    public static Condition within(DSLContext tx, Extent extent, UUID organizationId) {
        if (extent.isEverywhere()) {
            return DSL.noCondition();
        }
        return areFew(tx, extent, organizationId) ? gathered(extent, organizationId) : each(extent, organizationId);
    }

    private static boolean areFew(DSLContext tx, Extent extent, UUID organizationId) {
        return tx.fetchCount(themselves(extent, organizationId)
                        .unionAll(throughGroups(extent, organizationId))
                        .limit(FEW + 1))
                <= FEW;
    }

    private static Condition gathered(Extent extent, UUID organizationId) {
        return MEMBER.MEMBER_ID.in(themselves(extent, organizationId).union(throughGroups(extent, organizationId)));
    }

    private static Condition each(Extent extent, UUID organizationId) {
        return DSL.field(DSL.select(DSL.inline(1))
                        .from(ROLE_GRANT)
                        .where(in(extent, organizationId), ROLE_GRANT.MEMBER_ID.eq(MEMBER.MEMBER_ID))
                        .unionAll(DSL.select(DSL.inline(1))
                                .from(GROUP_MEMBER)
                                .join(ROLE_GRANT)
                                .on(ofGroup())
                                .where(
                                        in(extent, organizationId),
                                        GROUP_MEMBER.ORGANIZATION_ID.eq(organizationId),
                                        GROUP_MEMBER.MEMBER_ID.eq(MEMBER.MEMBER_ID)))
                        .limit(1))
                .isNotNull();
    }

    private static SelectConditionStep<Record1<UUID>> themselves(Extent extent, UUID organizationId) {
        return DSL.select(ROLE_GRANT.MEMBER_ID)
                .from(ROLE_GRANT)
                .where(in(extent, organizationId), ROLE_GRANT.MEMBER_ID.isNotNull());
    }

    private static SelectConditionStep<Record1<UUID>> throughGroups(Extent extent, UUID organizationId) {
        return DSL.select(GROUP_MEMBER.MEMBER_ID)
                .from(ROLE_GRANT)
                .join(GROUP_MEMBER)
                .on(ofGroup())
                .where(in(extent, organizationId));
    }

    private static Condition in(Extent extent, UUID organizationId) {
        return ROLE_GRANT.ORGANIZATION_ID.eq(organizationId).and(extent.holds(ROLE_GRANT.UNIT_ID));
    }

    private static Condition ofGroup() {
        return GROUP_MEMBER
                .ORGANIZATION_ID
                .eq(ROLE_GRANT.ORGANIZATION_ID)
                .and(GROUP_MEMBER.GROUP_ID.eq(ROLE_GRANT.GROUP_ID));
    }

    /** Whether the caller may see that there is this person; oneself always. Whoever was removed is not there. */
    public static boolean sees(DSLContext tx, Caller caller, UUID memberId) {
        UUID organization = caller.organizationId();
        Condition seen = memberId.equals(caller.memberId())
                ? DSL.noCondition()
                : one(Extent.of(tx, caller.reach(Action.MEMBER_READ), organization), organization);
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organization),
                MEMBER.MEMBER_ID.eq(memberId),
                MEMBER.STATE.ne("removed"),
                seen);
    }

    private static Condition one(Extent extent, UUID organizationId) {
        return extent.isEverywhere() ? DSL.noCondition() : each(extent, organizationId);
    }
}
