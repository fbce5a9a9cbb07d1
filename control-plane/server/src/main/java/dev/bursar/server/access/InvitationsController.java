package dev.bursar.server.access;

import dev.bursar.adminapi.access.AcceptInvitation;
import dev.bursar.adminapi.access.CreateInvitation;
import dev.bursar.adminapi.access.Invitation;
import dev.bursar.adminapi.access.InvitationsApi;
import dev.bursar.adminapi.access.IssuedInvitation;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.identity.SignIn;
import dev.bursar.server.notice.Letter;
import dev.bursar.server.notice.Letters;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvitationsController implements InvitationsApi {
    private final Tenancy tenancy;
    private final Callers callers;
    private final Idempotency idempotency;
    private final Invitations invitations;
    private final JooqInvitations store;
    private final JooqMembers members;
    private final Letters letters;
    private final Clock clock;

    InvitationsController(
            Tenancy tenancy,
            Callers callers,
            Idempotency idempotency,
            Invitations invitations,
            JooqInvitations store,
            JooqMembers members,
            Letters letters,
            Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.idempotency = idempotency;
        this.invitations = invitations;
        this.store = store;
        this.members = members;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public Page<Invitation> list(
            UUID organizationId, @Nullable String state, @Nullable String cursor, @Nullable Integer size) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        Condition wanted = inState(state);
        List<Invitation> rows = tenancy.read(
                organizationId,
                tx -> store.page(tx, caller, wanted, after, limit, clock.instant()).stream()
                        .map(one -> one.changeable(Invitations.mayChange(tx, caller, one)))
                        .toList());
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    @Override
    public ResponseEntity<IssuedInvitation> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateInvitation request) {
        Caller caller = callers.in(organizationId);
        caller.requireAnywhere(Action.MEMBER_WRITE);
        AtomicBoolean made = new AtomicBoolean();
        IssuedInvitation issued = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "invitation.create",
                        request,
                        IssuedInvitation.class,
                        () -> {
                            made.set(true);
                            return invitations.create(tx, caller, request);
                        }));
        // A retry that finds the first answer sends no second letter.
        return ResponseEntity.status(201).body(made.get() ? mailed(caller, issued) : issued);
    }

    @Override
    public IssuedInvitation resend(UUID organizationId, UUID invitationId) {
        Caller caller = callers.in(organizationId);
        return mailed(caller, tenancy.write(organizationId, tx -> invitations.resend(tx, caller, invitationId)));
    }

    @Override
    public ResponseEntity<Invitation> revoke(UUID organizationId, UUID invitationId) {
        Caller caller = callers.in(organizationId);
        return ResponseEntity.ok(tenancy.write(organizationId, tx -> {
            invitations.revoke(tx, caller, invitationId);
            return store.find(tx, organizationId, invitationId, clock.instant()).orElseThrow();
        }));
    }

    @Override
    public ResponseEntity<Member> accept(UUID organizationId, AcceptInvitation request) {
        SignIn signIn = callers.signIn();
        Member member = tenancy.write(organizationId, tx -> {
            UUID id = invitations.accept(
                    tx,
                    organizationId,
                    signIn,
                    request.token(),
                    (memberId, name) -> callers.joining(organizationId, memberId, name));
            Caller joined = callers.joining(organizationId, id, "");
            return members.find(tx, joined, id).orElseThrow();
        });
        return Etags.ok(member, member.version());
    }

    /** After the transaction: mail cannot be taken back, and a mail server must not hold a lock. */
    private IssuedInvitation mailed(Caller caller, IssuedInvitation issued) {
        boolean sent = !issued.link().isEmpty()
                && letters.send(issued.invitation().email(), letter(caller.actorName(), issued));
        return new IssuedInvitation(issued.invitation(), issued.token(), issued.link(), sent);
    }

    private static Letter letter(String inviter, IssuedInvitation issued) {
        return new Letter(
                inviter + " invites you to Bursar",
                inviter + " invites you to Bursar. Sign in as "
                        + issued.invitation().email() + " within " + Invitations.VALID_FOR.toDays()
                        + " days; the link works once.",
                "Join",
                URI.create(issued.link()));
    }

    private Condition inState(@Nullable String state) {
        if (state == null) {
            return DSL.noCondition();
        }
        if (!JooqInvitations.STATES.contains(state)) {
            throw ProblemException.field(
                    "state", "parameter_invalid", "A state is one of " + JooqInvitations.STATES + ".");
        }
        return JooqInvitations.inState(state, clock.instant());
    }
}
