package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.INVITATION;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.adminapi.access.CreateInvitation;
import dev.bursar.adminapi.access.Invitation;
import dev.bursar.adminapi.access.IssuedInvitation;
import dev.bursar.adminapi.access.RoleOver;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.HeldRole;
import dev.bursar.server.identity.HeldRoles;
import dev.bursar.server.identity.Identity;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.InvitationRecord;
import dev.bursar.server.sql.tables.records.MemberRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Invites people by e-mail address. An invitation makes an invited member with roles, or is for a provisioned member who has
 * not signed in yet; the token is the proof that its
 * holder was meant, the e-mail address of the identity that presents it the proof that it was not passed on.
 */
@Component
class Invitations {
    static final Duration VALID_FOR = Duration.ofDays(7);

    private static final String KIND = "invitation";

    private final JooqInvitations store;
    private final Grants grants;
    private final Roles roles;
    private final MemberStates states;
    private final InvitationTokens tokens;
    private final AuditLog audit;
    private final Ids ids;
    private final Clock clock;

    Invitations(
            JooqInvitations store,
            Grants grants,
            Roles roles,
            MemberStates states,
            InvitationTokens tokens,
            AuditLog audit,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.grants = grants;
        this.roles = roles;
        this.states = states;
        this.tokens = tokens;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    IssuedInvitation create(DSLContext tx, Caller caller, CreateInvitation request) {
        caller.requireAnywhere(Action.MEMBER_WRITE);
        if (request.roles().isEmpty()) {
            caller.require(Action.MEMBER_WRITE);
        }
        for (RoleOver over : request.roles()) {
            grants.requireOver(tx, caller, Action.MEMBER_WRITE, over.unitId());
            grants.requireOver(tx, caller, Action.ROLE_WRITE, over.unitId());
        }
        UUID organization = caller.organizationId();
        LastAdmin.lock(tx, organization);
        String email = request.email().strip();
        Optional<UUID> waiting = store.waiting(tx, organization, email);
        if (waiting.isEmpty() && store.isKnown(tx, organization, email)) {
            throw new ProblemException(409, "member_exists", "Somebody with this address is here or invited already.");
        }
        UUID member = waiting.orElseGet(() -> insertMember(tx, organization, email, request.name()));
        for (RoleOver over : request.roles()) {
            ChosenRole role = roles.choose(tx, organization, over.role(), over.roleId());
            grants.insert(tx, caller, Grants.Holder.MEMBER, member, role, over.unitId());
        }
        return issue(tx, caller, member, email);
    }

    /** @throws ProblemException 404; 409 if it was accepted or revoked */
    IssuedInvitation resend(DSLContext tx, Caller caller, UUID invitationId) {
        InvitationRecord row = changeable(tx, caller, invitationId);
        if (row.getAcceptedAt() != null || row.getRevokedAt() != null) {
            throw new ProblemException(409, "invitation_over", "It was accepted or revoked. Invite them anew.");
        }
        String token = tokens.next();
        store.renew(tx, row, tokens.hash(token), clock.instant().plus(VALID_FOR), inviter(caller));
        audit.append(tx, caller, change("invitation.resent", row, "open", "open"));
        return issued(tx, caller.organizationId(), invitationId, token);
    }

    /** Twice is once. @throws ProblemException 404; 409 if it was accepted */
    void revoke(DSLContext tx, Caller caller, UUID invitationId) {
        InvitationRecord row = changeable(tx, caller, invitationId);
        if (row.getAcceptedAt() != null) {
            throw new ProblemException(409, "invitation_over", "It was accepted. Remove the member instead.");
        }
        if (row.getRevokedAt() == null) {
            if (store.isInvited(tx, row)) {
                states.withdraw(tx, caller, row.getMemberId());
            } else {
                store.revoke(tx, row, clock.instant());
            }
            audit.append(tx, caller, change("invitation.revoked", row, "open", "revoked"));
        }
    }

    /**
     * @param joining the member that the identity becomes
     * @throws ProblemException 404 if the token opens nothing for this identity; 409 {@code invitation_stale} if its inviter
     *     could not give it any more
     */
    UUID accept(DSLContext tx, UUID organizationId, SignIn signIn, String token, Joining joining) {
        Identity identity = signIn.identity();
        InvitationRecord row = store.byToken(tx, organizationId, tokens.hash(token))
                .filter(one -> one.getAcceptedAt() == null && one.getRevokedAt() == null)
                .filter(one -> one.getExpiresAt().isAfter(clock.instant()))
                .orElseThrow(() -> ProblemException.notFound(KIND));
        MemberRecord member = store.lockMember(tx, organizationId, row.getMemberId())
                .filter(one -> one.getState().equals("invited") || JooqInvitations.isWaiting(one))
                .filter(one -> same(one.getEmail(), identity.email()))
                .orElseThrow(() -> ProblemException.notFound(KIND));
        requireWelcome(tx, organizationId, signIn);
        requireStillGiven(tx, row);
        String name = member.getDisplayName().equals(member.getEmail())
                        && !identity.name().isBlank()
                ? identity.name()
                : member.getDisplayName();
        store.bind(tx, member, identity, name, clock.instant());
        store.accept(tx, row, clock.instant());
        Caller caller = joining.as(member.getMemberId(), name);
        audit.append(tx, caller, change("invitation.accepted", row, "open", "accepted"));
        return member.getMemberId();
    }

    /** The caller as the member that they become. */
    interface Joining {
        Caller as(UUID memberId, String name);
    }

    private static void requireWelcome(DSLContext tx, UUID organizationId, SignIn signIn) {
        Identity identity = signIn.identity();
        if (!signIn.emailVerified()) {
            throw new ProblemException(
                    403, "email_unverified", "Your e-mail address is not verified where you sign in.");
        }
        boolean active = tx.fetchExists(
                ORGANIZATION, ORGANIZATION.ORGANIZATION_ID.eq(organizationId), ORGANIZATION.STATE.eq("active"));
        if (!active) {
            throw new ProblemException(
                    409,
                    "organization_archived",
                    "This organization is archived: nobody joins it until it is restored.");
        }
        boolean member = tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organizationId),
                MEMBER.ISSUER.eq(identity.issuer()),
                MEMBER.SUBJECT.eq(identity.subject()));
        if (member) {
            throw new ProblemException(409, "already_member", "You belong to this organization already.");
        }
    }

    /**
     * Whoever was removed, or lost what they gave, meanwhile gives it no more: else an invitation to an address of one's own
     * were the way back in. A new link makes it another administrator's.
     */
    private static void requireStillGiven(DSLContext tx, InvitationRecord row) {
        UUID inviter = row.getInviterMemberId();
        if (inviter == null) {
            return;
        }
        UUID organization = row.getOrganizationId();
        boolean active = tx.fetchExists(
                MEMBER,
                MEMBER.ORGANIZATION_ID.eq(organization),
                MEMBER.MEMBER_ID.eq(inviter),
                MEMBER.STATE.eq("active"));
        Authority authority = HeldRole.authority(HeldRoles.ofMember(tx, organization, inviter));
        boolean given = HeldRoles.ofMember(tx, organization, row.getMemberId()).stream()
                .filter(role -> role.groupId() == null && role.grantedBy().equals(row.getCreatedBy()))
                .allMatch(role -> authority
                        .missing(role.actions(), UnitPaths.of(tx, organization, role.unitId()))
                        .isEmpty());
        if (!active || !given) {
            throw new ProblemException(
                    409, "invitation_stale", "Whoever invited you may no longer do that. Ask for a new invitation.");
        }
    }

    private static @Nullable UUID inviter(Caller caller) {
        return caller.actorKind() == Caller.ActorKind.MEMBER ? caller.memberId() : null;
    }

    private static boolean same(String invited, String email) {
        return !email.isBlank()
                && invited.strip().toLowerCase(Locale.ROOT).equals(email.strip().toLowerCase(Locale.ROOT));
    }

    private UUID insertMember(DSLContext tx, UUID organization, String email, @Nullable String name) {
        UUID id = ids.next();
        tx.insertInto(MEMBER)
                .set(MEMBER.ORGANIZATION_ID, organization)
                .set(MEMBER.MEMBER_ID, id)
                .set(MEMBER.EMAIL, email)
                .set(MEMBER.DISPLAY_NAME, name == null || name.isBlank() ? email : name.strip())
                .set(MEMBER.STATE, "invited")
                .set(MEMBER.SOURCE, "invitation")
                .set(MEMBER.CREATED_AT, clock.instant())
                .execute();
        return id;
    }

    private IssuedInvitation issue(DSLContext tx, Caller caller, UUID member, String email) {
        Instant now = clock.instant();
        String token = tokens.next();
        UUID id = ids.next();
        tx.insertInto(INVITATION)
                .set(INVITATION.ORGANIZATION_ID, caller.organizationId())
                .set(INVITATION.INVITATION_ID, id)
                .set(INVITATION.MEMBER_ID, member)
                .set(INVITATION.TOKEN_HASH, tokens.hash(token))
                .set(INVITATION.EXPIRES_AT, now.plus(VALID_FOR))
                .set(INVITATION.CREATED_BY, caller.actorName())
                .set(INVITATION.INVITER_MEMBER_ID, inviter(caller))
                .set(INVITATION.CREATED_AT, now)
                .execute();
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("email", email);
        facts.put("memberId", member.toString());
        audit.append(
                tx,
                caller,
                AuditLog.Change.created("invitation.created", KIND, id, email, facts)
                        .about(Set.of(member)));
        return issued(tx, caller.organizationId(), id, token);
    }

    private IssuedInvitation issued(DSLContext tx, UUID organization, UUID id, String token) {
        return new IssuedInvitation(
                store.find(tx, organization, id, clock.instant()).orElseThrow().changeable(true),
                token,
                tokens.link(organization, token),
                false);
    }

    private InvitationRecord changeable(DSLContext tx, Caller caller, UUID invitationId) {
        caller.requireAnywhere(Action.MEMBER_WRITE);
        UUID organization = caller.organizationId();
        LastAdmin.lock(tx, organization);
        InvitationRecord row = store.lock(tx, organization, invitationId)
                .filter(one -> store.sees(tx, caller, one.getMemberId()))
                .orElseThrow(() -> ProblemException.notFound(KIND));
        for (HeldRole role : HeldRoles.ofMember(tx, organization, row.getMemberId())) {
            caller.requireIn(tx, Action.MEMBER_WRITE, role.unitId());
            caller.requireHolds(tx, role.actions(), role.unitId());
        }
        return row;
    }

    /** Whether {@link #changeable} would let it pass: what a list says beside it. */
    static boolean mayChange(DSLContext tx, Caller caller, Invitation invitation) {
        boolean waits = invitation.state().equals("open") || invitation.state().equals("expired");
        return waits
                && caller.mayAnywhere(Action.MEMBER_WRITE)
                && HeldRoles.ofMember(tx, caller.organizationId(), invitation.memberId()).stream()
                        .allMatch(role -> caller.mayIn(tx, Action.MEMBER_WRITE, role.unitId())
                                && caller.holds(tx, role.actions(), role.unitId()));
    }

    private static AuditLog.Change change(String action, InvitationRecord row, String before, String after) {
        return AuditLog.Change.changed(
                        action,
                        KIND,
                        row.getInvitationId(),
                        row.getMemberId().toString(),
                        state(before, action),
                        state(after, action))
                .about(Set.of(row.getMemberId()));
    }

    private static Map<String, @Nullable Object> state(String state, String action) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("state", state);
        return facts;
    }
}
