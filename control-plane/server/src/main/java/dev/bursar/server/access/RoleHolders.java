package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.access.Role;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.UnitPaths;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** How many people hold a role. */
final class RoleHolders {
    private RoleHolders() {}

    /** Where the caller reads members, themselves or through a group, each once, whether or not they may act now. */
    static long count(DSLContext tx, Caller caller, Role role) {
        var organization = caller.organizationId();
        Condition held = ROLE_GRANT
                .ORGANIZATION_ID
                .eq(organization)
                .and(role.id() == null ? ROLE_GRANT.ROLE.eq(role.name()) : ROLE_GRANT.ROLE_ID.eq(role.id()))
                .and(UnitPaths.within(caller.reach(Action.MEMBER_READ), organization, ROLE_GRANT.UNIT_ID));
        var groups = DSL.select(ROLE_GRANT.GROUP_ID).from(ROLE_GRANT).where(held, ROLE_GRANT.GROUP_ID.isNotNull());
        var people = DSL.select(ROLE_GRANT.MEMBER_ID)
                .from(ROLE_GRANT)
                .where(held, ROLE_GRANT.MEMBER_ID.isNotNull())
                .union(DSL.select(GROUP_MEMBER.MEMBER_ID)
                        .from(GROUP_MEMBER)
                        .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization), GROUP_MEMBER.GROUP_ID.in(groups)));
        return tx.fetchCount(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organization),
                MEMBER.STATE.ne("removed"),
                MEMBER.MEMBER_ID.in(people));
    }
}
