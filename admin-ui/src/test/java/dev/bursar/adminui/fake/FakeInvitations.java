package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.AcceptInvitation;
import dev.bursar.adminapi.access.CreateInvitation;
import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Invitation;
import dev.bursar.adminapi.access.InvitationsApi;
import dev.bursar.adminapi.access.IssuedInvitation;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.access.RoleOver;
import dev.bursar.adminapi.common.Page;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeInvitations implements InvitationsApi {
    private static final int DAYS = 7;

    private final FakeHouse house;

    FakeInvitations(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<Invitation> list(
            UUID organizationId, @Nullable String state, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return FakeHouse.page(
                house.invitations.stream()
                        .filter(one -> state == null || one.state().equals(state))
                        .filter(one -> caller.may("member.read", null)
                                || of(one).anyMatch(grant ->
                                        grant.unitId() != null && caller.may("member.read", grant.unitId())))
                        .map(one -> one.changeable(mayChange(caller, one)))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<IssuedInvitation> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateInvitation request) {
        house.enterToWrite();
        boolean there = house.members.stream()
                .anyMatch(one -> one.email().equalsIgnoreCase(request.email())
                        && !one.state().equals("removed"));
        if (there) {
            throw FakeHouse.conflict("member_exists", request.email() + " belongs to the organization already.");
        }
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        for (RoleOver role : request.roles()) {
            caller.require("member.write", role.unitId());
            caller.requireAll(
                    FakeAuthority.actions(house, Objects.requireNonNullElse(role.role(), ""), role.roleId()),
                    role.unitId());
        }
        return ResponseEntity.status(201).body(issue(invite(request)));
    }

    private Invitation invite(CreateInvitation request) {
        String name = Objects.requireNonNullElse(request.name(), request.email());
        Member member = new Member(
                UUID.randomUUID(),
                name,
                request.email(),
                "invited",
                "invitation",
                List.of(),
                null,
                null,
                null,
                house.now(),
                1);
        house.members.addFirst(member);
        FakeRoleGrants grants = new FakeRoleGrants(house);
        request.roles()
                .forEach(role -> grants.grant(
                        new CreateRoleGrant("member", member.id(), role.role(), role.roleId(), role.unitId())));
        Invitation invitation = new Invitation(
                UUID.randomUUID(),
                member.id(),
                request.email(),
                name,
                "open",
                house.now().plusDays(DAYS),
                "Ada Admin",
                house.now(),
                null,
                true);
        house.invitations.addFirst(invitation);
        house.record(
                "invitation.created",
                "invitation",
                invitation.id(),
                request.email(),
                null,
                Map.of("email", request.email(), "memberId", member.id().toString()));
        return invitation;
    }

    private Stream<RoleGrant> of(Invitation one) {
        return house.grants.stream().filter(grant -> grant.holderId().equals(one.memberId()));
    }

    private boolean mayChange(FakeAuthority caller, Invitation one) {
        return List.of("open", "expired").contains(one.state())
                && caller.mayAnywhere("member.write")
                && of(one).allMatch(grant -> caller.may("member.write", grant.unitId())
                        && caller.holdsAll(FakeAuthority.actions(house, grant.role(), grant.roleId()), grant.unitId()));
    }

    private void requireChange(Invitation one) {
        if (!mayChange(FakeAuthority.ofCaller(house), one)) {
            throw FakeHouse.refused(403, "exceeds_own_authority", "You do not hold all of its roles there yourself.");
        }
    }

    private IssuedInvitation issue(Invitation invitation) {
        house.lastToken = "inv_" + UUID.randomUUID();
        return new IssuedInvitation(
                invitation,
                house.lastToken,
                "http://127.0.0.1:8400/join?organization=" + house.id() + "&token=" + house.lastToken,
                false);
    }

    @Override
    public IssuedInvitation resend(UUID organizationId, UUID invitationId) {
        house.enterToWrite();
        Invitation was = find(invitationId);
        if (!List.of("open", "expired").contains(was.state())) {
            throw FakeHouse.conflict("invitation_over", "It was accepted or revoked. Invite them anew.");
        }
        requireChange(was);
        return issue(replaced(was, "open", house.now().plusDays(DAYS)));
    }

    @Override
    public ResponseEntity<Invitation> revoke(UUID organizationId, UUID invitationId) {
        house.enterToWrite();
        Invitation was = find(invitationId);
        if (was.state().equals("accepted")) {
            throw FakeHouse.conflict("invitation_over", "It was accepted. Remove the member instead.");
        }
        if (!was.state().equals("revoked")) {
            requireChange(was);
        }
        house.grants.removeIf(grant -> grant.holderId().equals(was.memberId()));
        state(was.memberId(), "removed");
        return ResponseEntity.ok(replaced(was, "revoked", was.expiresAt()));
    }

    @Override
    public ResponseEntity<Member> accept(UUID organizationId, AcceptInvitation request) {
        house.enterToWrite();
        Invitation was = house.invitations.stream()
                .filter(one -> one.state().equals("open"))
                .filter(one -> organizationId.equals(house.id()))
                .filter(one -> request.token().equals(house.lastToken))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("invitation"));
        state(was.memberId(), "active");
        replaced(was, "accepted", was.expiresAt());
        return ResponseEntity.ok(house.members.stream()
                .filter(one -> one.id().equals(was.memberId()))
                .findFirst()
                .orElseThrow());
    }

    private void state(UUID member, String state) {
        house.members.replaceAll(one -> one.id().equals(member)
                ? FakeMembers.with(one, one.name(), state, one.roles(), one.version() + 1)
                : one);
    }

    private Invitation find(UUID id) {
        return house.invitations.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("invitation"));
    }

    private Invitation replaced(Invitation was, String state, OffsetDateTime expiresAt) {
        Invitation is = new Invitation(
                was.id(),
                was.memberId(),
                was.email(),
                was.name(),
                state,
                expiresAt,
                was.createdBy(),
                was.createdAt(),
                state.equals("accepted") ? house.now() : null,
                was.mayChange());
        house.invitations.set(house.invitations.indexOf(was), is);
        return is;
    }
}
