package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In which state a member is, with the audit entry of the change. What follows from it is {@link MemberStates}'. */
@Component
final class MemberRows {
    static final String OVERDUE = "sign_in_overdue";

    private final AuditLog audit;
    private final Clock clock;

    MemberRows(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    static boolean isOverdue(MemberRecord member) {
        return member.getState().equals("suspended") && OVERDUE.equals(member.getSuspendedBecause());
    }

    /** @param because null: somebody's decision */
    record State(
            String text,
            @Nullable Instant suspendedAt,
            @Nullable String because) {
        static State of(String text) {
            return new State(text, null, null);
        }

        static State suspended(@Nullable Instant at, @Nullable String because) {
            return new State("suspended", at, because);
        }
    }

    void write(DSLContext tx, Caller caller, MemberRecord before, State after, String action) {
        boolean removed = after.text().equals("removed");
        Instant now = clock.instant();
        var change = tx.update(MEMBER)
                .set(MEMBER.STATE, after.text())
                .set(MEMBER.SUSPENDED_AT, after.suspendedAt())
                .set(MEMBER.SUSPENDED_BECAUSE, after.because())
                .set(MEMBER.CHANGED_AT, now)
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1));
        if (removed) {
            change = change.set(MEMBER.REMOVED_AT, now)
                    .set(MEMBER.REMOVED_BY, removedBy(caller, before))
                    .set(MEMBER.FORMER_ISSUER, before.getIssuer())
                    .set(MEMBER.FORMER_SUBJECT, before.getSubject())
                    .setNull(MEMBER.CAME_THROUGH)
                    .setNull(MEMBER.ISSUER)
                    .setNull(MEMBER.SUBJECT)
                    .setNull(MEMBER.USER_NAME)
                    .setNull(MEMBER.EXTERNAL_ID);
        }
        change.where(MEMBER.ORGANIZATION_ID.eq(caller.organizationId()), MEMBER.MEMBER_ID.eq(before.getMemberId()))
                .execute();
        audit.append(
                tx,
                caller,
                AuditLog.Change.changed(
                        action,
                        "member",
                        before.getMemberId(),
                        before.getDisplayName(),
                        facts(before.getState(), before.getSuspendedBecause()),
                        facts(after.text(), after.because())));
    }

    /** Decides who may come back by signing in. Whoever never joined was not removed from anywhere. */
    private static @Nullable String removedBy(Caller caller, MemberRecord before) {
        if (before.getState().equals("invited")) {
            return null;
        }
        return switch (caller.actorKind()) {
            case MEMBER -> caller.actorId().equals(before.getMemberId().toString()) ? "self" : "administrator";
            case SERVICE_ACCOUNT, KEY -> "administrator";
            case SCIM, SYSTEM, NODE -> "provisioning";
        };
    }

    private static Map<String, @Nullable Object> facts(String state, @Nullable String because) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("state", state);
        if (because != null) {
            facts.put("because", because);
        }
        return facts;
    }
}
