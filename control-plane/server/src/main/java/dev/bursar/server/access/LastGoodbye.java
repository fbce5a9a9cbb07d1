package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.INVITATION;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.OrganizationNews;
import java.time.Clock;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Nobody is a member of an organization that is deleted; its rows forget names and addresses. */
@Component
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
                .set(MEMBER.EMAIL, "")
                .set(MEMBER.DISPLAY_NAME, "Former member")
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(organization))
                .execute();
    }
}
