package dev.bursar.server.sso;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
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

    /** The removed member that this is; empty: they are not kept out. */
    Optional<MemberRecord> find(DSLContext tx, UUID organization, Identity identity) {
        return tx.selectFrom(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.STATE.eq("removed"),
                        MEMBER.REMOVED_BY.eq("administrator"),
                        MEMBER.EMAIL_FOLDED
                                .eq(DSL.lower(identity.email()))
                                .or(MEMBER.FORMER_ISSUER
                                        .eq(identity.issuer())
                                        .and(MEMBER.FORMER_SUBJECT.eq(identity.subject()))))
                .orderBy(MEMBER.REMOVED_AT.desc())
                .limit(1)
                .fetchOptional();
    }

    /** Once for each sign-in: somebody will ask why they don't get in. */
    void note(DSLContext tx, Caller system, MemberRecord removed, Identity identity) {
        audit.append(
                tx,
                system,
                AuditLog.Change.created(
                        "member.kept_out",
                        "member",
                        removed.getMemberId(),
                        removed.getDisplayName(),
                        Map.of("email", identity.email(), "subject", identity.subject())));
    }
}
