package dev.bursar.adminui.fake;

import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.organization.CreateUnit;
import dev.bursar.adminapi.organization.Impact;
import dev.bursar.adminapi.organization.MoveImpact;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.organization.UnitsApi;
import dev.bursar.adminapi.organization.UpdateUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeUnits implements UnitsApi {
    private final FakeHouse house;

    FakeUnits(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<Unit> create(UUID organizationId, @Nullable String idempotencyKey, CreateUnit request) {
        house.enterToWrite();
        boolean taken = house.units.stream()
                .anyMatch(
                        one -> one.name().equals(request.name()) && Objects.equals(one.parentId(), request.parentId()));
        if (taken) {
            throw FakeHouse.invalid("name", "name_taken", "Another one here has this name.");
        }
        Unit unit = unit(UUID.randomUUID(), request.kind(), request.parentId(), request.name(), "active", 1);
        house.units.add(unit);
        house.record("unit.created", "unit", unit.id(), unit.name(), null, Map.of("kind", unit.kind()));
        return ResponseEntity.status(201).body(unit);
    }

    Unit unit(UUID id, String kind, @Nullable UUID parentId, String name, String state, long version) {
        List<String> path = new ArrayList<>();
        if (parentId != null) {
            path.addAll(find(parentId).path());
        }
        path.add(name);
        long keys = house.keys.stream().filter(key -> id.equals(key.unitId())).count();
        return new Unit(id, kind, parentId, name, path, state, keys, house.now(), version);
    }

    @Override
    public Page<Unit> list(
            UUID organizationId,
            @Nullable UUID parentId,
            @Nullable String kind,
            @Nullable String search,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        String part = search == null ? "" : search.toLowerCase(Locale.ROOT);
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return FakeHouse.page(
                house.units.stream()
                        .filter(unit -> caller.may("unit.read", unit.id()))
                        .filter(unit -> parentId == null || parentId.equals(unit.parentId()))
                        .filter(unit -> kind == null || kind.equals(unit.kind()))
                        .filter(unit -> unit.name().toLowerCase(Locale.ROOT).contains(part))
                        .map(this::counted)
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<Unit> get(UUID organizationId, UUID unitId) {
        house.enter();
        Unit unit = find(unitId);
        if (!FakeAuthority.ofCaller(house).may("unit.read", unitId)) {
            throw FakeHouse.notFound("unit");
        }
        return ResponseEntity.ok(counted(unit));
    }

    @Override
    public ResponseEntity<Unit> update(UUID organizationId, UUID unitId, @Nullable String ifMatch, UpdateUnit request) {
        house.enterToWrite();
        Unit was = find(unitId);
        FakeHouse.requireVersion(ifMatch, was.version());
        UUID parent = Boolean.TRUE.equals(request.toTop())
                ? null
                : request.parentId() == null ? was.parentId() : request.parentId();
        return replaced(
                was,
                unit(
                        was.id(),
                        was.kind(),
                        parent,
                        Objects.requireNonNullElse(request.name(), was.name()),
                        was.state(),
                        was.version() + 1));
    }

    @Override
    public ResponseEntity<Unit> archive(UUID organizationId, UUID unitId) {
        house.enterToWrite();
        Unit was = find(unitId);
        boolean inhabited = house.units.stream()
                .anyMatch(one -> unitId.equals(one.parentId()) && one.state().equals("active"));
        if (inhabited) {
            throw FakeHouse.conflict("unit_not_empty", "Archive what is in it first.");
        }
        return replaced(was, unit(was.id(), was.kind(), was.parentId(), was.name(), "archived", was.version() + 1));
    }

    @Override
    public ResponseEntity<Unit> restore(UUID organizationId, UUID unitId) {
        house.enterToWrite();
        Unit was = find(unitId);
        return replaced(was, unit(was.id(), was.kind(), was.parentId(), was.name(), "active", was.version() + 1));
    }

    private ResponseEntity<Unit> replaced(Unit was, Unit is) {
        house.units.set(house.units.indexOf(was), is);
        house.record("unit.changed", "unit", is.id(), is.name(), Map.of("name", was.name()), Map.of("name", is.name()));
        return ResponseEntity.ok(is);
    }

    /** With the keys that are charged to it now. */
    private Unit counted(Unit unit) {
        Unit now = unit(unit.id(), unit.kind(), unit.parentId(), unit.name(), unit.state(), unit.version());
        long working = house.keys.stream()
                .filter(key -> unit.id().equals(key.unitId()) && key.state().equals("active"))
                .count();
        return new Unit(
                unit.id(),
                unit.kind(),
                unit.parentId(),
                unit.name(),
                now.path(),
                unit.state(),
                working,
                unit.createdAt(),
                unit.version());
    }

    private Unit find(UUID unitId) {
        return house.units.stream()
                .filter(unit -> unit.id().equals(unitId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("unit"));
    }

    @Override
    public Impact impact(UUID organizationId, UUID unitId) {
        house.enter();
        Unit unit = find(unitId);
        long keys = house.keys.stream()
                .filter(key -> key.state().equals("active"))
                .filter(key -> FakeAuthority.isIn(house, key.unitId(), unitId))
                .count();
        long inside = house.units.stream()
                .filter(one -> !one.id().equals(unitId) && one.state().equals("active"))
                .filter(one -> FakeAuthority.isIn(house, one.id(), unitId))
                .count();
        boolean archived = unit.state().equals("archived");
        return new Impact(
                keys,
                house.budgets.stream()
                        .filter(one -> FakeAuthority.isIn(house, FakeBudgets.unitOf(house, one), unitId))
                        .count(),
                inside,
                0,
                house.grants.stream()
                        .filter(one -> FakeAuthority.isIn(house, one.unitId(), unitId))
                        .count(),
                FakeHouse.money(12_400_000_000L),
                FakeHouse.money(0),
                !archived && inside == 0,
                archived && keys == 0,
                inside > 0 ? List.of("Archive what is in it first.") : List.of("Only an archived one can be deleted."),
                List.of(),
                List.of("The audit log keeps its name."));
    }

    @Override
    public MoveImpact moveImpact(UUID organizationId, UUID unitId, @Nullable UUID parentId) {
        house.enter();
        List<UUID> before = above(find(unitId).parentId());
        List<UUID> after = above(parentId);
        if (after.contains(unitId)) {
            throw FakeHouse.invalid("parentId", "unit_in_itself", "A team cannot be moved into itself.");
        }
        return new MoveImpact(
                impact(organizationId, unitId).keys(),
                budgets(before, after),
                budgets(after, before),
                roles(before, after),
                roles(after, before));
    }

    private List<UUID> above(@Nullable UUID unitId) {
        List<UUID> all = new ArrayList<>();
        for (UUID at = unitId; at != null; at = find(at).parentId()) {
            all.add(at);
        }
        return all;
    }

    private List<MoveImpact.Above> budgets(List<UUID> these, List<UUID> butNot) {
        return house.budgets.stream()
                .filter(one -> these.contains(one.scopeId()) && !butNot.contains(one.scopeId()))
                .map(one -> new MoveImpact.Above(one.id(), one.name(), one.scopeName()))
                .toList();
    }

    private long roles(List<UUID> these, List<UUID> butNot) {
        return house.grants.stream()
                .filter(one -> these.contains(one.unitId()) && !butNot.contains(one.unitId()))
                .count();
    }

    @Override
    public ResponseEntity<Unit> delete(UUID organizationId, UUID unitId) {
        house.enterToWrite();
        Unit was = find(unitId);
        if (!was.state().equals("archived")) {
            throw FakeHouse.conflict("unit_active", "Archive it first.");
        }
        house.units.remove(was);
        house.grants.removeIf(grant -> unitId.equals(grant.unitId()));
        house.record("unit.deleted", "unit", unitId, was.name(), Map.of("name", was.name()), null);
        return ResponseEntity.ok(was);
    }
}
