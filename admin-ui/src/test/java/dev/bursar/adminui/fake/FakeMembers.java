package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.MembersApi;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.access.UpdateMember;
import dev.bursar.adminapi.common.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeMembers implements MembersApi {
    private static final String ADMIN = "organization_admin";
    private static final Map<String, Comparator<Member>> ORDERS = Map.of(
            "joined", Comparator.comparing(Member::createdAt),
            "lastActive", Comparator.comparing(Member::lastActiveAt, Comparator.nullsFirst(Comparator.naturalOrder())),
            "name", Comparator.comparing(one -> one.name().toLowerCase(Locale.ROOT)));

    private final FakeHouse house;

    FakeMembers(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<Member> list(
            UUID organizationId,
            @Nullable String state,
            @Nullable String search,
            @Nullable UUID groupId,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        List<Member> found = house.members.stream()
                .filter(one -> groupId == null || house.groupOf(groupId).contains(one.id()))
                .filter(one -> state == null
                        ? !one.state().equals("removed")
                        : one.state().equals(state))
                .filter(one -> (one.name() + " " + one.email())
                        .toLowerCase(Locale.ROOT)
                        .contains(part))
                .filter(this::isSeen)
                .map(one -> view(house, one))
                .toList();
        return FakeHouse.page(FakeOrder.of(found, sort, "-joined", ORDERS), cursor, size);
    }

    /** With the roles that they hold now. */
    static Member view(FakeHouse house, Member one) {
        List<String> roles = house.grants.stream()
                .filter(grant -> FakeAuthority.reaches(house, grant, one.id()))
                .map(RoleGrant::role)
                .distinct()
                .toList();
        return with(one, one.name(), one.state(), roles, one.version());
    }

    private boolean isSeen(Member one) {
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return caller.may("member.read", null)
                || one.id().equals(FakeHouse.ADA)
                || house.grants.stream()
                        .filter(grant -> FakeAuthority.reaches(house, grant, one.id()))
                        .anyMatch(grant -> grant.unitId() != null && caller.may("member.read", grant.unitId()));
    }

    @Override
    public ResponseEntity<Member> get(UUID organizationId, UUID memberId) {
        house.enter();
        return ResponseEntity.ok(view(house, find(memberId)));
    }

    private Member find(UUID id) {
        return house.members.stream()
                .filter(one -> one.id().equals(id))
                .filter(this::isSeen)
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("member"));
    }

    @Override
    public ResponseEntity<Member> update(
            UUID organizationId, UUID memberId, @Nullable String ifMatch, UpdateMember request) {
        house.enterToWrite();
        FakeAuthority.ofCaller(house).require("member.write", null);
        Member was = find(memberId);
        FakeHouse.requireVersion(ifMatch, was.version());
        String name = Objects.requireNonNullElse(request.name(), was.name());
        return replaced(was, with(was, name, was.state(), was.roles(), was.version() + 1), "member.changed");
    }

    @Override
    public ResponseEntity<Member> suspend(UUID organizationId, UUID memberId) {
        Member was = changeable(memberId);
        if (was.state().equals("invited")) {
            throw FakeHouse.conflict("member_not_active", "They have not joined yet. Revoke the invitation instead.");
        }
        keepAnAdmin(memberId);
        keys(memberId, "disabled");
        return changed(was, "suspended", "member.suspended");
    }

    @Override
    public ResponseEntity<Member> reactivate(UUID organizationId, UUID memberId) {
        return changed(changeable(memberId), "active", "member.reactivated");
    }

    @Override
    public ResponseEntity<Member> remove(UUID organizationId, UUID memberId) {
        Member was = changeable(memberId);
        keepAnAdmin(memberId);
        keys(memberId, "revoked");
        house.grants.removeIf(grant -> grant.holderId().equals(memberId));
        return changed(was, "removed", "member.removed");
    }

    private Member changeable(UUID memberId) {
        house.enterToWrite();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        Member was = find(memberId);
        caller.require("member.write", null);
        for (RoleGrant grant : house.grants) {
            if (grant.holderId().equals(memberId)) {
                caller.requireAll(FakeAuthority.actions(house, grant.role(), grant.roleId()), grant.unitId());
            }
        }
        return was;
    }

    private void keepAnAdmin(UUID memberId) {
        requireAnotherAdmin(house, grant -> grant.holderId().equals(memberId));
    }

    /** 409 unless an active organization admin is left. */
    static void requireAnotherAdmin(FakeHouse house, java.util.function.Predicate<RoleGrant> gone) {
        boolean admin = house.grants.stream().anyMatch(grant -> isAdmin(house, grant) && gone.test(grant));
        boolean another = house.grants.stream().anyMatch(grant -> isAdmin(house, grant) && !gone.test(grant));
        if (admin && !another) {
            throw FakeHouse.conflict("last_admin", "The only organization admin. Make somebody else one first.");
        }
    }

    private static boolean isAdmin(FakeHouse house, RoleGrant grant) {
        return grant.role().equals(ADMIN)
                && grant.unitId() == null
                && house.members.stream()
                        .anyMatch(one ->
                                one.id().equals(grant.holderId()) && one.state().equals("active"));
    }

    private void keys(UUID owner, String state) {
        house.keys.replaceAll(key ->
                owner.equals(key.ownerMemberId()) && key.state().equals("active") ? FakeKeys.in(key, state) : key);
    }

    private ResponseEntity<Member> changed(Member was, String state, String action) {
        return replaced(was, with(was, was.name(), state, was.roles(), was.version() + 1), action);
    }

    private ResponseEntity<Member> replaced(Member was, Member is, String action) {
        house.members.set(house.members.indexOf(was), is);
        house.record(
                action,
                "member",
                is.id(),
                is.name(),
                Map.of("state", was.state(), "name", was.name()),
                Map.of("state", is.state(), "name", is.name()));
        return ResponseEntity.ok(view(house, is));
    }

    static Member with(Member one, String name, String state, List<String> roles, long version) {
        return new Member(
                one.id(),
                name,
                one.email(),
                state,
                one.source(),
                roles,
                one.lastActiveAt(),
                one.suspendedAt(),
                one.suspendedBecause(),
                one.createdAt(),
                version);
    }
}
