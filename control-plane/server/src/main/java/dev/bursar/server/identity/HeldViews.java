package dev.bursar.server.identity;

import dev.bursar.adminapi.access.Access;
import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import dev.bursar.policy.access.Reach;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Roles and what they allow, as the Admin API shows them. */
public final class HeldViews {
    private HeldViews() {}

    /** Each once. */
    public static List<String> names(Collection<HeldRole> roles) {
        return roles.stream().map(HeldRole::role).distinct().sorted().toList();
    }

    public static Access.Held held(HeldRole role) {
        return new Access.Held(
                role.grantId(),
                role.role(),
                role.roleId(),
                role.unitId(),
                role.unitName(),
                role.groupId(),
                role.groupName(),
                role.grantedBy(),
                role.grantedAt().atOffset(ZoneOffset.UTC));
    }

    public static List<Access.Held> held(Collection<HeldRole> roles) {
        return roles.stream().map(HeldViews::held).toList();
    }

    /** What is allowed to whatever stands in the organization, whichever unit it is in. */
    public static List<String> everywhere(Authority authority) {
        return Arrays.stream(Action.values())
                .filter(authority::may)
                .map(Action::text)
                .toList();
    }

    /** What is allowed over units and not in the whole organization. */
    public static List<Access.InUnit> inUnits(Authority authority, Collection<HeldRole> roles) {
        Map<UUID, String> names = new LinkedHashMap<>();
        roles.stream()
                .filter(role -> role.unitId() != null)
                .forEach(role -> names.put(
                        Objects.requireNonNull(role.unitId()), Objects.requireNonNullElse(role.unitName(), "")));
        Map<UUID, List<String>> actions = new LinkedHashMap<>();
        for (Action action : Action.values()) {
            if (action.breadth() == Action.Breadth.UNIT && authority.reach(action) instanceof Reach.Units(var units)) {
                units.forEach(unit ->
                        actions.computeIfAbsent(unit, id -> new ArrayList<>()).add(action.text()));
            }
        }
        return names.keySet().stream()
                .filter(actions::containsKey)
                .map(unit -> new Access.InUnit(
                        unit, Objects.requireNonNull(names.get(unit)), List.copyOf(actions.get(unit))))
                .toList();
    }
}
