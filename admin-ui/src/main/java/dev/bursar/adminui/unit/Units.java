package dev.bursar.adminui.unit;

import com.vaadin.flow.data.provider.hierarchy.TreeData;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All teams, projects and classes that the reader sees, as the tree that they are. */
final class Units {
    private final Map<UUID, Unit> all = new LinkedHashMap<>();

    static Units read(ControlPlane controlPlane, UUID organizationId) {
        Units units = new Units();
        Table.read((cursor, size) -> controlPlane.units().list(organizationId, null, null, null, cursor, size))
                .forEach(unit -> units.all.put(unit.id(), unit));
        return units;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Unit> all() {
        return List.copyOf(all.values());
    }

    /** Above it, as far as the reader sees; null: at the top. */
    @Nullable
    Unit parent(Unit unit) {
        return unit.parentId() == null ? null : all.get(unit.parentId());
    }

    List<Unit> in(Unit parent) {
        return all.values().stream()
                .filter(unit -> parent.id().equals(unit.parentId()))
                .sorted(Comparator.comparing(Unit::name))
                .toList();
    }

    /** It itself, or somewhere in it. */
    boolean isIn(Unit unit, Unit above) {
        for (Unit at = unit; at != null; at = parent(at)) {
            if (at.id().equals(above.id())) {
                return true;
            }
        }
        return false;
    }

    /** Working keys of it and of all that is in it. */
    long keysIn(Unit above) {
        return all.values().stream()
                .filter(unit -> isIn(unit, above))
                .mapToLong(Unit::keys)
                .sum();
    }

    /** Those that match, each with what it is in. */
    TreeData<Unit> tree(String search, boolean archivedToo) {
        String part = search.toLowerCase(Locale.ROOT);
        Set<UUID> shown = new HashSet<>();
        for (Unit unit : all.values()) {
            boolean wanted = (archivedToo || unit.state().equals("active"))
                    && unit.name().toLowerCase(Locale.ROOT).contains(part);
            for (Unit at = wanted ? unit : null; at != null; at = parent(at)) {
                shown.add(at.id());
            }
        }
        TreeData<Unit> tree = new TreeData<>();
        Map<UUID, List<Unit>> floors = new HashMap<>();
        List<Unit> roots = new ArrayList<>();
        all.values().stream()
                .filter(unit -> shown.contains(unit.id()))
                .sorted(Comparator.comparing(Unit::name, String.CASE_INSENSITIVE_ORDER))
                .forEach(unit -> {
                    Unit parent = parent(unit);
                    (parent == null ? roots : floors.computeIfAbsent(parent.id(), id -> new ArrayList<>())).add(unit);
                });
        tree.addItems(roots, unit -> floors.getOrDefault(unit.id(), List.of()));
        return tree;
    }

    static Icon icon(Unit unit) {
        return switch (unit.kind()) {
            case "team" -> Icon.TEAM;
            case "project" -> Icon.PROJECT;
            default -> Icon.CLASS;
        };
    }

    static StateBadge badge(Unit unit) {
        return unit.state().equals("active")
                ? new StateBadge("Active", StateBadge.Tone.GOOD)
                : new StateBadge("Archived", StateBadge.Tone.CALM);
    }

    /** Where it could go: active teams that are not in it, and not where it is. */
    List<Unit> homesFor(Unit unit) {
        return all.values().stream()
                .filter(one -> one.kind().equals("team") && one.state().equals("active"))
                .filter(one -> !isIn(one, unit) && !Objects.equals(one.id(), unit.parentId()))
                .sorted(Comparator.comparing(one -> String.join("/", one.path())))
                .toList();
    }
}
