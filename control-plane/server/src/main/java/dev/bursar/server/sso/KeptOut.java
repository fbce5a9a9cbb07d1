package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Identity;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Whom an administrator removed does not come back by signing in: neither as who they were at the issuer, under whatever
 * address, nor with their address, as whoever. An invitation lets them in again; so does provisioning, because there the
 * provider's administrator says so. Who left by themselves, or whom SCIM took away, may come back.
 */
@Component
final class KeptOut {
    private final AuditLog audit;

    KeptOut(AuditLog audit) {
        this.audit = audit;
    }

    boolean is(DSLContext tx, UUID organization, Identity identity) {
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organization),
                MEMBER.STATE.eq("removed"),
                MEMBER.REMOVED_BY.eq("administrator"),
                MEMBER.EMAIL
                        .equalIgnoreCase(identity.email())
                        .or(MEMBER.FORMER_ISSUER
                                .eq(identity.issuer())
                                .and(MEMBER.FORMER_SUBJECT.eq(identity.subject()))));
    }

    /** Once for each sign-in: somebody will ask why they don't get in. */
    void note(DSLContext tx, Caller system, Identity identity, boolean isNew) {
        if (isNew) {
            audit.append(
                    tx,
                    system,
                    AuditLog.Change.created(
                            "member.kept_out",
                            "member",
                            identity.email(),
                            identity.name(),
                            Map.of("email", identity.email(), "subject", identity.subject())));
        }
    }
}
