package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.CUSTOM_ROLE;
import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.INVITATION;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_GROUP;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.adminapi.organization.Impact;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Nobody is a member of an organization that is deleted, nobody holds a role; its rows forget names and addresses. */
@Component
@Order(OrganizationNews.PEOPLE)
final class LastGoodbye implements OrganizationNews {
    private final Clock clock;

    LastGoodbye(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void deleted(DSLContext tx, Caller caller) {
        UUID organization = caller.organizationId();
        tx.deleteFrom(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(GROUP_MEMBER)
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(MEMBER_GROUP)
                .where(MEMBER_GROUP.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(CUSTOM_ROLE)
                .where(CUSTOM_ROLE.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.deleteFrom(INVITATION)
                .where(INVITATION.ORGANIZATION_ID.eq(organization))
                .execute();
        tx.update(MEMBER)
                .set(MEMBER.STATE, "removed")
                .set(MEMBER.REMOVED_AT, DSL.coalesce(MEMBER.REMOVED_AT, DSL.val(clock.instant(), MEMBER.REMOVED_AT)))
                .setNull(MEMBER.ISSUER)
                .setNull(MEMBER.SUBJECT)
                .setNull(MEMBER.USER_NAME)
                .setNull(MEMBER.EXTERNAL_ID)
                .set(MEMBER.SCIM_ATTRIBUTES, JSONB.valueOf("{}"))
                .set(MEMBER.REMOVED_BY, DSL.coalesce(MEMBER.REMOVED_BY, DSL.val("organization")))
                .setNull(MEMBER.FORMER_ISSUER)
                .setNull(MEMBER.FORMER_SUBJECT)
                .setNull(MEMBER.CAME_THROUGH)
                .set(MEMBER.EMAIL, "")
                .set(MEMBER.DISPLAY_NAME, "Former member")
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(organization))
                .execute();
    }

    @Override
    public List<Impact.Ending> endings(DSLContext tx, UUID organization) {
        return List.of(
                new Impact.Ending(
                        "invitations",
                        tx.fetchCount(
                                INVITATION,
                                INVITATION.ORGANIZATION_ID.eq(organization),
                                INVITATION.ACCEPTED_AT.isNull(),
                                INVITATION.REVOKED_AT.isNull(),
                                INVITATION.EXPIRES_AT.gt(clock.instant()))),
                new Impact.Ending("groups", tx.fetchCount(MEMBER_GROUP, MEMBER_GROUP.ORGANIZATION_ID.eq(organization))),
                new Impact.Ending(
                        "custom_roles", tx.fetchCount(CUSTOM_ROLE, CUSTOM_ROLE.ORGANIZATION_ID.eq(organization))));
    }
}
