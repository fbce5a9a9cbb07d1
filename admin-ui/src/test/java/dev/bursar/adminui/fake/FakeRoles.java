package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleAction;
import dev.bursar.adminapi.access.RolesApi;
import dev.bursar.adminapi.access.WriteRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeRoles implements RolesApi {
    private final FakeHouse house;

    FakeRoles(FakeHouse house) {
        this.house = house;
    }

    @Override
    public List<Role> list(UUID organizationId) {
        house.enter();
        List<Role> all = new ArrayList<>();
        BuiltInRoles.all()
                .forEach((name, actions) -> all.add(new Role(null, name, "", actions, grants(name, null), null, 0)));
        house.roles.forEach(role -> all.add(counted(role)));
        return all;
    }

    private long grants(String name, @Nullable UUID id) {
        return house.grants.stream()
                .filter(grant ->
                        id == null ? grant.roleId() == null && grant.role().equals(name) : id.equals(grant.roleId()))
                .count();
    }

    private Role counted(Role role) {
        return new Role(
                role.id(),
                role.name(),
                role.description(),
                role.actions(),
                grants(role.name(), role.id()),
                null,
                role.version());
    }

    @Override
    public Role get(UUID organizationId, String role) {
        house.enter();
        Role found = list(organizationId).stream()
                .filter(one ->
                        role.equals(one.id() == null ? one.name() : one.id().toString()))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("role"));
        return found.heldBy(house.members.stream()
                .filter(one -> house.grants.stream()
                        .filter(grant -> Objects.equals(grant.roleId(), found.id())
                                && (found.id() != null || grant.role().equals(found.name())))
                        .anyMatch(grant -> FakeAuthority.reaches(house, grant, one.id())))
                .count());
    }

    @Override
    public List<RoleAction> actions(UUID organizationId) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return BuiltInRoles.BREADTHS.entrySet().stream()
                .map(one -> new RoleAction(
                        one.getKey(), one.getValue(), !one.getKey().contains(".read"), caller.may(one.getKey(), null)))
                .toList();
    }

    @Override
    public ResponseEntity<Role> create(UUID organizationId, @Nullable String idempotencyKey, WriteRole request) {
        house.enterToWrite();
        requireFree(request.name(), null);
        FakeAuthority.ofCaller(house).requireAll(request.actions(), null);
        Role role = new Role(
                UUID.randomUUID(), request.name(), description(request), List.copyOf(request.actions()), 0, null, 1);
        house.roles.add(role);
        house.record("role.created", "role", id(role), role.name(), null, Map.of("actions", role.actions()));
        return ResponseEntity.status(201).body(role);
    }

    @Override
    public ResponseEntity<Role> update(UUID organizationId, UUID roleId, @Nullable String ifMatch, WriteRole request) {
        house.enterToWrite();
        Role was = find(roleId);
        FakeHouse.requireVersion(ifMatch, was.version());
        requireFree(request.name(), roleId);
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        caller.requireAll(was.actions(), null);
        caller.requireAll(request.actions(), null);
        Role is = new Role(
                roleId,
                request.name(),
                description(request),
                List.copyOf(request.actions()),
                0,
                null,
                was.version() + 1);
        house.roles.set(house.roles.indexOf(was), is);
        house.record(
                "role.changed",
                "role",
                roleId,
                is.name(),
                Map.of("actions", was.actions()),
                Map.of("actions", is.actions()));
        return ResponseEntity.ok(counted(is));
    }

    @Override
    public ResponseEntity<Role> delete(UUID organizationId, UUID roleId) {
        house.enterToWrite();
        Role was = find(roleId);
        if (grants(was.name(), roleId) > 0) {
            throw FakeHouse.conflict("role_in_use", "Somebody holds this role. Take it from them first.");
        }
        house.roles.remove(was);
        house.record("role.deleted", "role", roleId, was.name(), Map.of("actions", was.actions()), null);
        return ResponseEntity.ok(was);
    }

    private void requireFree(String name, @Nullable UUID but) {
        boolean taken = BuiltInRoles.all().containsKey(name)
                || house.roles.stream().anyMatch(one -> one.name().equals(name) && !Objects.equals(one.id(), but));
        if (taken) {
            throw FakeHouse.invalid("name", "name_taken", "Another role has this name.");
        }
    }

    private Role find(UUID id) {
        return house.roles.stream()
                .filter(one -> id.equals(one.id()))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("role"));
    }

    private static UUID id(Role role) {
        return Objects.requireNonNull(role.id());
    }

    private static String description(WriteRole request) {
        return Objects.requireNonNullElse(request.description(), "");
    }
}
