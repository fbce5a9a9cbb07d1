package dev.bursar.server.scim;

import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Lets people act or not. Their keys and sessions, and the last admin, come with the capability that owns members. */
@Component
final class Departures {
    private final AuditLog audit;

    Departures(AuditLog audit) {
        this.audit = audit;
    }

    void setActive(DSLContext tx, Caller caller, UUID memberId, boolean active) {
        tx.update(MEMBER)
                .set(MEMBER.STATE, active ? "active" : "suspended")
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(caller.organizationId()), MEMBER.MEMBER_ID.eq(memberId))
                .execute();
        audit(tx, caller, memberId, active ? "member.reactivated" : "member.suspended");
    }

    void remove(DSLContext tx, Caller caller, UUID memberId) {
        tx.update(MEMBER)
                .set(MEMBER.STATE, "removed")
                .setNull(MEMBER.ISSUER)
                .setNull(MEMBER.SUBJECT)
                .setNull(MEMBER.USER_NAME)
                .setNull(MEMBER.EXTERNAL_ID)
                .where(MEMBER.ORGANIZATION_ID.eq(caller.organizationId()), MEMBER.MEMBER_ID.eq(memberId))
                .execute();
        audit(tx, caller, memberId, "member.removed");
    }

    <T> T keepAnAdmin(DSLContext tx, Caller caller, Supplier<T> change) {
        return change.get();
    }

    private void audit(DSLContext tx, Caller caller, UUID memberId, String action) {
        audit.append(tx, caller, AuditLog.Change.created(action, "member", memberId, memberId.toString(), Map.of()));
    }
}
