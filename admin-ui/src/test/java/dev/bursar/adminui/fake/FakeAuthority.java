package dev.bursar.adminui.fake;

import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.organization.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody may do where, by the rules of the house. */
record FakeAuthority(FakeHouse house, List<Access.Held> held) {
    static FakeAuthority ofCaller(FakeHouse house) {
        Access.Held only = new Access.Held(
                FakeHouse.ADA,
                house.role,
                null,
                house.roleOver,
                house.roleOver == null ? null : unitName(house, house.roleOver),
                null,
                null,
                "Bursar",
                house.now().minusDays(40));
        return new FakeAuthority(house, List.of(only));
    }

    static FakeAuthority of(FakeHouse house, UUID holder) {
        return new FakeAuthority(
                house,
                house.grants.stream()
                        .filter(grant -> reaches(house, grant, holder))
                        .map(FakeAuthority::held)
                        .toList());
    }

    /** Directly, or through a group. */
    static boolean reaches(FakeHouse house, RoleGrant grant, UUID holder) {
        return grant.holderId().equals(holder)
                || house.groupOf(grant.holderId()).contains(holder);
    }

    private static Access.Held held(RoleGrant grant) {
        boolean group = grant.holder().equals("group");
        return new Access.Held(
                grant.id(),
                grant.role(),
                grant.roleId(),
                grant.unitId(),
                grant.unitName(),
                group ? grant.holderId() : null,
                group ? grant.holderName() : null,
                grant.grantedBy(),
                grant.createdAt());
    }

    static String unitName(FakeHouse house, UUID id) {
        return house.units.stream()
                .filter(unit -> unit.id().equals(id))
                .map(Unit::name)
                .findFirst()
                .orElse("");
    }

    static List<String> actions(FakeHouse house, String role, @Nullable UUID roleId) {
        return roleId == null
                ? BuiltInRoles.actions(role)
                : house.roles.stream()
                        .filter(one -> roleId.equals(one.id()))
                        .map(Role::actions)
                        .findFirst()
                        .orElse(List.of());
    }

    private List<String> actions(Access.Held one) {
        return actions(house, one.role(), one.roleId());
    }

    boolean may(String action, @Nullable UUID place) {
        return held.stream().anyMatch(one -> reason(one, action, place));
    }

    boolean reason(Access.Held one, String action, @Nullable UUID place) {
        boolean person = "person".equals(BuiltInRoles.BREADTHS.get(action));
        return actions(one).contains(action) && (person || covers(one, place));
    }

    private boolean covers(Access.Held one, @Nullable UUID place) {
        return one.unitId() == null || isIn(house, place, one.unitId());
    }

    /** In its subtree, or it itself. */
    static boolean isIn(FakeHouse house, @Nullable UUID place, UUID unit) {
        UUID at = place;
        while (at != null) {
            if (at.equals(unit)) {
                return true;
            }
            UUID here = at;
            at = house.units.stream()
                    .filter(one -> one.id().equals(here))
                    .map(Unit::parentId)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        return false;
    }

    boolean mayAnywhere(String action) {
        return held.stream().anyMatch(one -> actions(one).contains(action));
    }

    boolean holdsAll(Collection<String> wanted, @Nullable UUID place) {
        return wanted.stream()
                .allMatch(action -> held.stream().anyMatch(one -> actions(one).contains(action) && covers(one, place)));
    }

    void requireAll(Collection<String> wanted, @Nullable UUID place) {
        List<String> missing = wanted.stream()
                .filter(action -> held.stream().noneMatch(one -> actions(one).contains(action) && covers(one, place)))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw FakeHouse.refused(
                    403,
                    "exceeds_own_authority",
                    "You do not hold " + String.join(", ", missing)
                            + " there yourself, so you cannot give or take it.");
        }
    }

    void require(String action, @Nullable UUID place) {
        if (!may(action, place)) {
            throw FakeHouse.refused(
                    403, "forbidden", "This needs " + action + " there, which none of your roles allows.");
        }
    }

    List<String> everywhere() {
        return BuiltInRoles.BREADTHS.keySet().stream()
                .filter(action -> may(action, null))
                .toList();
    }

    List<Access.InUnit> inUnits() {
        List<Access.InUnit> all = new ArrayList<>();
        for (Access.Held one : held) {
            if (one.unitId() != null) {
                List<String> here = actions(one).stream()
                        .filter(action -> "unit".equals(BuiltInRoles.BREADTHS.get(action)))
                        .filter(action -> !may(action, null))
                        .toList();
                all.add(new Access.InUnit(one.unitId(), Objects.requireNonNullElse(one.unitName(), ""), here));
            }
        }
        return all;
    }
}
