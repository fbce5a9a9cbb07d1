package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.MEMBER_ROLE;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Adds people to organizations. */
@Component
public final class Members {
    private final Clock clock;

    Members(Clock clock) {
        this.clock = clock;
    }

    /** In the transaction of a change that its caller audits. */
    public void add(DSLContext tx, UUID organizationId, UUID memberId, Identity identity, List<Role> roles) {
        tx.insertInto(MEMBER)
                .set(MEMBER.ORGANIZATION_ID, organizationId)
                .set(MEMBER.MEMBER_ID, memberId)
                .set(MEMBER.ISSUER, identity.issuer())
                .set(MEMBER.SUBJECT, identity.subject())
                .set(MEMBER.EMAIL, identity.email())
                .set(MEMBER.DISPLAY_NAME, identity.name().isBlank() ? identity.email() : identity.name())
                .set(MEMBER.CREATED_AT, clock.instant())
                .execute();
        for (Role role : roles) {
            tx.insertInto(MEMBER_ROLE)
                    .set(MEMBER_ROLE.ORGANIZATION_ID, organizationId)
                    .set(MEMBER_ROLE.MEMBER_ID, memberId)
                    .set(MEMBER_ROLE.ROLE, role.text())
                    .execute();
        }
    }
}
