package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.server.platform.Ids;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds people to organizations. */
@Component
public final class Members {
    private final Ids ids;
    private final Clock clock;

    Members(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** In the transaction of a change that its caller audits. The roles are over the whole organization. */
    public void add(DSLContext tx, Caller caller, UUID memberId, Identity identity, List<Role> roles) {
        tx.insertInto(MEMBER)
                .set(MEMBER.ORGANIZATION_ID, caller.organizationId())
                .set(MEMBER.MEMBER_ID, memberId)
                .set(MEMBER.ISSUER, identity.issuer())
                .set(MEMBER.SUBJECT, identity.subject())
                .set(MEMBER.EMAIL, identity.email())
                .set(MEMBER.DISPLAY_NAME, identity.name().isBlank() ? identity.email() : identity.name())
                .set(MEMBER.CREATED_AT, clock.instant())
                .execute();
        roles.forEach(role -> grant(tx, caller, memberId, role, null));
    }

    /** In the transaction of a change that its caller audits. @param unitId null: over the whole organization */
    public void grant(DSLContext tx, Caller caller, UUID memberId, Role role, @Nullable UUID unitId) {
        tx.insertInto(ROLE_GRANT)
                .set(ROLE_GRANT.ORGANIZATION_ID, caller.organizationId())
                .set(ROLE_GRANT.GRANT_ID, ids.next())
                .set(ROLE_GRANT.MEMBER_ID, memberId)
                .set(ROLE_GRANT.ROLE, role.text())
                .set(ROLE_GRANT.UNIT_ID, unitId)
                .set(ROLE_GRANT.GRANTED_BY, caller.actorName())
                .set(ROLE_GRANT.CREATED_AT, clock.instant())
                .execute();
    }
}
