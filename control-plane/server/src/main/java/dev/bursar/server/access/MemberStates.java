package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.GROUP_MEMBER;
import static dev.bursar.server.sql.Tables.INVITATION;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;

import dev.bursar.policy.access.Action;
import dev.bursar.server.access.MemberRows.State;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.HeldRole;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.key.Keys;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets people act or not. Each change is one transaction with its audit entry and what gateways must hear.
 *
 * <pre>
 *   invited ──accept──▶ active ──suspend──▶ suspended
 *      │                  │  ◀─reactivate──     │
 *      └──────────────────┴───────remove────────┴──▶ removed
 * </pre>
 *
 * Whoever is suspended holds their roles and cannot use them; their keys are disabled and stay so. Whoever is removed
 * has no role, group, key or identity left; only the row that names them stays.
 */
@Component
public class MemberStates {
    private static final String KIND = "member";

    private final LastAdmin lastAdmin;
    private final Keys keys;
    private final List<MemberNews> news;
    private final MemberRows rows;
    private final Clock clock;

    MemberStates(LastAdmin lastAdmin, Keys keys, List<MemberNews> news, MemberRows rows, Clock clock) {
        this.lastAdmin = lastAdmin;
        this.keys = keys;
        this.news = List.copyOf(news);
        this.rows = rows;
        this.clock = clock;
    }

    /** Twice is once. @throws ProblemException 404; 403 if they may do what the caller may not; 409 {@code last_admin} */
    public void suspend(DSLContext tx, Caller caller, UUID memberId) {
        suspend(tx, caller, memberId, null);
    }

    /**
     * They did not sign in for too long; {@link OverdueMembers} makes it good. The last administrator stays, by the rule that
     * keeps an organization reachable.
     *
     * @return false: that is who they are
     */
    public boolean suspendOverdue(DSLContext tx, Caller caller, UUID memberId) {
        if (LastAdmin.is(tx, caller.organizationId(), memberId)) {
            return false;
        }
        suspend(tx, caller, memberId, MemberRows.OVERDUE);
        return true;
    }

    private void suspend(DSLContext tx, Caller caller, UUID memberId, @Nullable String because) {
        lastAdmin.keep(tx, caller.organizationId(), () -> {
            MemberRecord before = changeable(tx, caller, memberId);
            if (before.getState().equals("invited")) {
                throw new ProblemException(
                        409, "member_not_active", "They have not joined yet. Revoke the invitation instead.");
            }
            if (before.getState().equals("active")) {
                rows.write(tx, caller, before, State.suspended(clock.instant(), because), "member.suspended");
                keys.disableAllOf(tx, caller, memberId);
                news.forEach(one -> one.shutOut(tx, caller, memberId));
            } else if (MemberRows.isOverdue(before) && because == null) {
                // Signing in must not undo what somebody decided.
                rows.write(tx, caller, before, State.suspended(before.getSuspendedAt(), null), "member.suspended");
            }
            return true;
        });
    }

    /** Their keys stay disabled. Twice is once. @throws ProblemException 404; 409 if they are not suspended or active */
    public void reactivate(DSLContext tx, Caller caller, UUID memberId) {
        MemberRecord before = changeable(tx, caller, memberId);
        if (before.getState().equals("invited")) {
            throw new ProblemException(409, "member_not_suspended", "They have not joined yet.");
        }
        if (before.getState().equals("suspended")) {
            rows.write(tx, caller, before, State.of("active"), "member.reactivated");
        }
    }

    /** For good. @throws ProblemException as {@link #suspend} */
    public void remove(DSLContext tx, Caller caller, UUID memberId) {
        lastAdmin.keep(tx, caller.organizationId(), () -> {
            MemberRecord before = changeable(tx, caller, memberId);
            // While the row still says whose it is.
            news.forEach(one -> one.shutOut(tx, caller, memberId));
            takeRoles(tx, caller.organizationId(), memberId);
            rows.write(tx, caller, before, new State("removed", before.getSuspendedAt(), null), "member.removed");
            keys.revokeAllOf(tx, caller, memberId);
            return true;
        });
    }

    /** Of an invited member whose invitation is revoked; the caller was checked. */
    void withdraw(DSLContext tx, Caller caller, UUID memberId) {
        MemberRecord before = tx.selectFrom(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(caller.organizationId()), MEMBER.MEMBER_ID.eq(memberId))
                .forUpdate()
                .fetchSingle();
        takeRoles(tx, caller.organizationId(), memberId);
        rows.write(tx, caller, before, State.of("removed"), "member.removed");
        keys.revokeAllOf(tx, caller, memberId);
    }

    private MemberRecord changeable(DSLContext tx, Caller caller, UUID memberId) {
        caller.requireAnywhere(Action.MEMBER_WRITE);
        UUID organization = caller.organizationId();
        MemberRecord member = tx.selectFrom(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organization),
                        MEMBER.MEMBER_ID.eq(memberId),
                        MEMBER.STATE.ne("removed"))
                .forUpdate()
                .fetchOptional()
                .filter(row -> caller.may(Action.MEMBER_WRITE) || MemberPlaces.sees(tx, caller, memberId))
                .orElseThrow(() -> ProblemException.notFound(KIND));
        caller.require(Action.MEMBER_WRITE);
        for (HeldRole role : HeldRoles.ofMember(tx, organization, memberId)) {
            caller.requireHolds(tx, role.actions(), role.unitId());
        }
        return member;
    }

    private void takeRoles(DSLContext tx, UUID organization, UUID memberId) {
        tx.deleteFrom(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.MEMBER_ID.eq(memberId))
                .execute();
        tx.deleteFrom(GROUP_MEMBER)
                .where(GROUP_MEMBER.ORGANIZATION_ID.eq(organization), GROUP_MEMBER.MEMBER_ID.eq(memberId))
                .execute();
        tx.update(INVITATION)
                .set(INVITATION.REVOKED_AT, clock.instant())
                .where(
                        INVITATION.ORGANIZATION_ID.eq(organization),
                        INVITATION.MEMBER_ID.eq(memberId),
                        INVITATION.ACCEPTED_AT.isNull(),
                        INVITATION.REVOKED_AT.isNull())
                .execute();
    }
}
