package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.access.RoleGrantsApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.machine.ServiceAccount;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeRoleGrants implements RoleGrantsApi {
    private final FakeHouse house;

    FakeRoleGrants(FakeHouse house) {
        this.house = house;
    }

    @Override
    public Page<RoleGrant> list(
            UUID organizationId,
            @Nullable UUID holderId,
            @Nullable UUID unitId,
            @Nullable String role,
            @Nullable UUID roleId,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return FakeHouse.page(
                house.grants.stream()
                        .filter(one -> holderId == null || one.holderId().equals(holderId))
                        .filter(one -> unitId == null || unitId.equals(one.unitId()))
                        .filter(one -> role == null || one.roleId() == null && role.equals(one.role()))
                        .filter(one -> roleId == null || roleId.equals(one.roleId()))
                        .filter(one -> caller.may("member.read", one.unitId()))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<RoleGrant> create(
            UUID organizationId, @Nullable String idempotencyKey, CreateRoleGrant request) {
        house.enterToWrite();
        FakeAuthority.ofCaller(house).require("role.write", request.unitId());
        return ResponseEntity.status(201).body(grant(request));
    }

    RoleGrant grant(CreateRoleGrant request) {
        String name = request.roleId() == null
                ? Objects.requireNonNull(request.role())
                : house.roles.stream()
                        .filter(one -> request.roleId().equals(one.id()))
                        .map(Role::name)
                        .findFirst()
                        .orElseThrow(() -> FakeHouse.invalid("roleId", "role_unknown", "There is no such role."));
        FakeAuthority.ofCaller(house)
                .requireAll(FakeAuthority.actions(house, name, request.roleId()), request.unitId());
        Optional<RoleGrant> same = house.grants.stream()
                .filter(one -> one.holderId().equals(request.holderId())
                        && one.role().equals(name)
                        && Objects.equals(one.unitId(), request.unitId()))
                .findFirst();
        return same.orElseGet(() -> add(request, name));
    }

    RoleGrant add(CreateRoleGrant request, String name) {
        UUID unit = request.unitId();
        RoleGrant made = new RoleGrant(
                UUID.randomUUID(),
                request.holder(),
                request.holderId(),
                holderName(request.holderId()),
                name,
                request.roleId(),
                unit,
                unit == null ? null : FakeAuthority.unitName(house, unit),
                "Ada Admin",
                house.now());
        house.grants.addFirst(made);
        house.record("role.granted", "role_grant", made.id(), made.holderName(), null, facts(made));
        return made;
    }

    private String holderName(UUID id) {
        return house.members.stream()
                .filter(one -> one.id().equals(id))
                .map(Member::name)
                .findFirst()
                .or(() -> house.groups.stream()
                        .filter(one -> one.id().equals(id))
                        .map(Group::name)
                        .findFirst())
                .or(() -> house.accounts.stream()
                        .filter(one -> one.id().equals(id))
                        .map(ServiceAccount::name)
                        .findFirst())
                .orElseThrow(() -> FakeHouse.invalid("holderId", "holder_unknown", "There is nobody of this id."));
    }

    @Override
    public RoleGrant revoke(UUID organizationId, UUID grantId) {
        house.enterToWrite();
        RoleGrant grant = house.grants.stream()
                .filter(one -> one.id().equals(grantId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("grant"));
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        caller.require("role.write", grant.unitId());
        caller.requireAll(FakeAuthority.actions(house, grant.role(), grant.roleId()), grant.unitId());
        FakeMembers.requireAnotherAdmin(house, one -> one.id().equals(grantId));
        house.grants.remove(grant);
        house.record("role.revoked", "role_grant", grantId, grant.holderName(), facts(grant), null);
        return grant;
    }

    private static Map<String, Object> facts(RoleGrant grant) {
        return Map.of(
                "role", grant.role(),
                "holder", grant.holder(),
                "holderId", grant.holderId().toString());
    }
}
