package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.INVITATION;
import static dev.bursar.server.sql.Tables.MEMBER;

import dev.bursar.adminapi.access.Invitation;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Extent;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.MemberPlaces;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.InvitationRecord;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of invitations, and the members whom they made. */
@Component
final class JooqInvitations {
    static final List<String> STATES = List.of("open", "accepted", "expired", "revoked");

    Optional<Invitation> find(DSLContext tx, UUID organizationId, UUID invitationId, Instant now) {
        return read(tx, organizationId, INVITATION.INVITATION_ID.eq(invitationId), 1, now).stream()
                .findFirst();
    }

    /** Of people whom the caller sees, newest first; one more than the page. */
    List<Invitation> page(
            DSLContext tx, Caller caller, Condition wanted, Optional<Cursors.At> after, int size, Instant now) {
        Condition rest = after.<Condition>map(at ->
                        DSL.row(INVITATION.CREATED_AT, INVITATION.INVITATION_ID).lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        Extent extent = Extent.of(tx, caller.reach(Action.MEMBER_READ), caller.organizationId());
        Condition seen = MemberPlaces.within(tx, extent, caller.organizationId());
        return read(tx, caller.organizationId(), DSL.and(wanted, rest, seen), size + 1, now);
    }

    boolean sees(DSLContext tx, Caller caller, UUID memberId) {
        return caller.may(Action.MEMBER_WRITE) || MemberPlaces.sees(tx, caller, memberId);
    }

    boolean isKnown(DSLContext tx, UUID organizationId, String email) {
        return tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organizationId),
                MEMBER.EMAIL_FOLDED.eq(DSL.lower(email)),
                MEMBER.STATE.ne("removed"));
    }

    /** The one member of this address whom SCIM made and who is nobody's yet, not invited either. */
    Optional<UUID> waiting(DSLContext tx, UUID organizationId, String email) {
        List<MemberRecord> known = tx.selectFrom(MEMBER)
                .where(
                        MEMBER.ORGANIZATION_ID.eq(organizationId),
                        MEMBER.EMAIL_FOLDED.eq(DSL.lower(email)),
                        MEMBER.STATE.ne("removed"),
                        DSL.notExists(DSL.selectOne()
                                .from(INVITATION)
                                .where(
                                        INVITATION.ORGANIZATION_ID.eq(MEMBER.ORGANIZATION_ID),
                                        INVITATION.MEMBER_ID.eq(MEMBER.MEMBER_ID),
                                        INVITATION.ACCEPTED_AT.isNull(),
                                        INVITATION.REVOKED_AT.isNull())))
                .limit(2)
                .fetch();
        return known.size() == 1 && isWaiting(known.getFirst())
                ? Optional.of(known.getFirst().getMemberId())
                : Optional.empty();
    }

    static boolean isWaiting(MemberRecord member) {
        return member.getState().equals("active") && member.getIssuer() == null;
    }

    boolean isInvited(DSLContext tx, InvitationRecord row) {
        return lockMember(tx, row.getOrganizationId(), row.getMemberId())
                .filter(member -> member.getState().equals("invited"))
                .isPresent();
    }

    void revoke(DSLContext tx, InvitationRecord row, Instant now) {
        tx.update(INVITATION).set(INVITATION.REVOKED_AT, now).where(one(row)).execute();
    }

    Optional<InvitationRecord> lock(DSLContext tx, UUID organizationId, UUID invitationId) {
        return tx.selectFrom(INVITATION)
                .where(INVITATION.ORGANIZATION_ID.eq(organizationId), INVITATION.INVITATION_ID.eq(invitationId))
                .forUpdate()
                .fetchOptional();
    }

    /** Locked: of two who present it at once, one finds it used. */
    Optional<InvitationRecord> byToken(DSLContext tx, UUID organizationId, byte[] hash) {
        return tx.selectFrom(INVITATION)
                .where(INVITATION.ORGANIZATION_ID.eq(organizationId), INVITATION.TOKEN_HASH.eq(hash))
                .forUpdate()
                .fetchOptional();
    }

    Optional<MemberRecord> lockMember(DSLContext tx, UUID organizationId, UUID memberId) {
        return tx.selectFrom(MEMBER)
                .where(MEMBER.ORGANIZATION_ID.eq(organizationId), MEMBER.MEMBER_ID.eq(memberId))
                .forUpdate()
                .fetchOptional();
    }

    void renew(DSLContext tx, InvitationRecord row, byte[] hash, Instant expiresAt, @Nullable UUID inviter) {
        tx.update(INVITATION)
                .set(INVITATION.TOKEN_HASH, hash)
                .set(INVITATION.EXPIRES_AT, expiresAt)
                .set(INVITATION.INVITER_MEMBER_ID, inviter)
                .where(one(row))
                .execute();
    }

    void accept(DSLContext tx, InvitationRecord row, Instant now) {
        tx.update(INVITATION).set(INVITATION.ACCEPTED_AT, now).where(one(row)).execute();
    }

    /** From now on the identity is the member. */
    void bind(DSLContext tx, MemberRecord member, Identity identity, String name, Instant now) {
        tx.update(MEMBER)
                .set(MEMBER.ISSUER, identity.issuer())
                .set(MEMBER.SUBJECT, identity.subject())
                .set(MEMBER.DISPLAY_NAME, name)
                .set(MEMBER.STATE, "active")
                .set(MEMBER.CHANGED_AT, now)
                .set(MEMBER.VERSION, MEMBER.VERSION.plus(1))
                .where(MEMBER.ORGANIZATION_ID.eq(member.getOrganizationId()), MEMBER.MEMBER_ID.eq(member.getMemberId()))
                .execute();
    }

    /** @param state as the Admin API names it */
    static Condition inState(String state, Instant now) {
        Condition open = INVITATION.ACCEPTED_AT.isNull().and(INVITATION.REVOKED_AT.isNull());
        return switch (state) {
            case "accepted" -> INVITATION.ACCEPTED_AT.isNotNull();
            case "revoked" -> INVITATION.REVOKED_AT.isNotNull();
            case "expired" -> open.and(INVITATION.EXPIRES_AT.le(now));
            default -> open.and(INVITATION.EXPIRES_AT.gt(now));
        };
    }

    private static Condition one(InvitationRecord row) {
        return INVITATION
                .ORGANIZATION_ID
                .eq(row.getOrganizationId())
                .and(INVITATION.INVITATION_ID.eq(row.getInvitationId()));
    }

    private static List<Invitation> read(DSLContext tx, UUID organizationId, Condition wanted, int most, Instant now) {
        return tx.select(INVITATION.fields())
                .select(MEMBER.EMAIL, MEMBER.DISPLAY_NAME)
                .from(INVITATION)
                .join(MEMBER)
                .on(MEMBER.ORGANIZATION_ID.eq(INVITATION.ORGANIZATION_ID), MEMBER.MEMBER_ID.eq(INVITATION.MEMBER_ID))
                .where(INVITATION.ORGANIZATION_ID.eq(organizationId), wanted)
                .orderBy(INVITATION.CREATED_AT.desc(), INVITATION.INVITATION_ID.desc())
                .limit(most)
                .fetch(row -> invitation(row, now));
    }

    private static Invitation invitation(Record row, Instant now) {
        return new Invitation(
                row.get(INVITATION.INVITATION_ID),
                row.get(INVITATION.MEMBER_ID),
                row.get(MEMBER.EMAIL),
                row.get(MEMBER.DISPLAY_NAME),
                state(row, now),
                row.get(INVITATION.EXPIRES_AT).atOffset(ZoneOffset.UTC),
                row.get(INVITATION.CREATED_BY),
                row.get(INVITATION.CREATED_AT).atOffset(ZoneOffset.UTC),
                JooqMembers.utc(row.get(INVITATION.ACCEPTED_AT)),
                false);
    }

    private static String state(Record row, Instant now) {
        if (row.get(INVITATION.ACCEPTED_AT) != null) {
            return "accepted";
        }
        if (row.get(INVITATION.REVOKED_AT) != null) {
            return "revoked";
        }
        return row.get(INVITATION.EXPIRES_AT).isAfter(now) ? "open" : "expired";
    }
}
