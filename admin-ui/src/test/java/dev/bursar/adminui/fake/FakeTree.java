package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminapi.budget.BudgetTreeApi;
import dev.bursar.adminapi.common.Page;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.organization.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class FakeTree implements BudgetTreeApi {
    private final FakeHouse house;

    FakeTree(FakeHouse house) {
        this.house = house;
    }

    /** Somewhere that budgets can be. */
    record Place(
            String scope, UUID id, String name, @Nullable UUID parentId) {}

    @Override
    public Page<BudgetNode> children(
            UUID organizationId,
            @Nullable String scope,
            @Nullable UUID under,
            @Nullable String cursor,
            @Nullable Integer size) {
        house.enter();
        List<Place> places = under == null ? top() : below(house, under);
        return FakeHouse.page(places.stream().map(this::node).toList(), cursor, size);
    }

    /** The organization, or the units that the reader's part of the tree begins with. */
    private List<Place> top() {
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return caller.may("budget.read", null)
                ? List.of(placeOf(house, house.id()))
                : caller.inUnits().stream()
                        .map(unit -> placeOf(house, unit.unitId()))
                        .toList();
    }

    @Override
    public List<BudgetNode> path(UUID organizationId, @Nullable String scope, @Nullable UUID of) {
        house.enter();
        FakeAuthority caller = FakeAuthority.ofCaller(house);
        return placesTo(house, Objects.requireNonNull(of)).stream()
                .filter(place -> place.scope().equals("key")
                        || caller.may("budget.read", place.id().equals(house.id()) ? null : place.id()))
                .map(this::node)
                .toList();
    }

    private BudgetNode node(Place place) {
        return new BudgetNode(
                place.scope(),
                place.id(),
                place.name(),
                place.parentId(),
                budgetsAt(house, place.id())
                        .map(budget -> capped(house, budget))
                        .toList(),
                below(house, place.id()).size());
    }

    private static Stream<Budget> budgetsAt(FakeHouse house, UUID place) {
        return house.budgets.stream()
                .filter(budget ->
                        budget.scopeId().equals(place) && budget.state().equals("active"));
    }

    private static List<Place> below(FakeHouse house, UUID place) {
        boolean top = place.equals(house.id());
        List<Place> places = new ArrayList<>();
        house.units.stream()
                .filter(unit -> unit.state().equals("active"))
                .filter(unit -> top ? unit.parentId() == null : place.equals(unit.parentId()))
                .sorted(Comparator.comparing(Unit::name))
                .map(FakeTree::place)
                .forEach(places::add);
        if (top) {
            house.members.stream()
                    .map(FakeTree::place)
                    .filter(one -> budgetsAt(house, one.id()).findAny().isPresent())
                    .forEach(places::add);
        }
        house.keys.stream()
                .filter(key -> key.budget() != null)
                .filter(key -> top ? key.unitId() == null : place.equals(key.unitId()))
                .sorted(Comparator.comparing(Key::name))
                .map(FakeTree::place)
                .forEach(places::add);
        return places;
    }

    static Place placeOf(FakeHouse house, UUID id) {
        if (id.equals(house.id())) {
            return new Place("organization", id, house.organization.name(), null);
        }
        return Stream.of(
                        house.units.stream().filter(one -> one.id().equals(id)).map(FakeTree::place),
                        house.members.stream()
                                .filter(one -> one.id().equals(id))
                                .map(FakeTree::place),
                        house.keys.stream().filter(one -> one.id().equals(id)).map(FakeTree::place))
                .flatMap(all -> all)
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("place"));
    }

    private static Place place(Unit unit) {
        return new Place(unit.kind(), unit.id(), unit.name(), unit.parentId());
    }

    private static Place place(Member member) {
        return new Place("member", member.id(), member.name(), null);
    }

    private static Place place(Key key) {
        return new Place("key", key.id(), key.name(), key.unitId());
    }

    private static List<Place> placesTo(FakeHouse house, UUID id) {
        List<Place> path = new ArrayList<>();
        Place at = placeOf(house, id);
        while (at.parentId() != null) {
            path.addFirst(at);
            at = placeOf(house, at.parentId());
        }
        path.addFirst(at);
        if (!at.id().equals(house.id())) {
            path.addFirst(placeOf(house, house.id()));
        }
        return path;
    }

    /** With the tightest budget above it, where that has less free. */
    static Budget capped(FakeHouse house, Budget budget) {
        Budget tightest = null;
        for (Place place : placesTo(house, budget.scopeId())) {
            if (place.id().equals(budget.scopeId())) {
                break;
            }
            for (Budget above : budgetsAt(house, place.id()).toList()) {
                if (above.free().nanos() < budget.free().nanos()
                        && (tightest == null
                                || above.free().nanos() < tightest.free().nanos())) {
                    tightest = above;
                }
            }
        }
        return tightest == null
                ? budget
                : BudgetDraft.cappedBy(
                        budget, new Budget.CappedBy(tightest.id(), tightest.name(), tightest.scope(), tightest.free()));
    }
}
