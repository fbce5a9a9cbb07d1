package dev.bursar.server.publication;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.UNIT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An organization's units with the active budgets of each, and of the organization itself: what the paths of many keys
 * share, read once.
 */
final class UnitTree {
    private record Unit(@Nullable UUID parentId, boolean active) {}

    private final List<String> rootBudgets = new ArrayList<>();
    private final Map<UUID, List<String>> budgets = new HashMap<>();
    private final Map<UUID, Unit> units = new HashMap<>();

    static UnitTree read(DSLContext tx, UUID organizationId) {
        UnitTree tree = new UnitTree();
        tx.select(UNIT.UNIT_ID, UNIT.PARENT_ID, UNIT.STATE)
                .from(UNIT)
                .where(UNIT.ORGANIZATION_ID.eq(organizationId))
                .forEach(row -> tree.units.put(
                        row.value1(), new Unit(row.value2(), row.value3().equals("active"))));
        // Prepaid credits are the root of all.
        tx.select(BUDGET.BUDGET_ID, BUDGET.SCOPE, BUDGET.SCOPE_ID)
                .from(BUDGET)
                .where(
                        BUDGET.ORGANIZATION_ID.eq(organizationId),
                        BUDGET.STATE.eq("active"),
                        BUDGET.SCOPE.in("organization", "team", "project", "class"))
                .orderBy(BUDGET.KIND.eq("credit").desc(), BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                .forEach(row -> (row.value2().equals("organization")
                                ? tree.rootBudgets
                                : tree.budgets.computeIfAbsent(row.value3(), id -> new ArrayList<>()))
                        .add(row.value1().toString()));
        return tree;
    }

    /** The organization's budgets, then each unit's from the top down. @param unitId null: of no unit */
    List<String> budgetsDownTo(@Nullable UUID unitId) {
        List<String> path = new ArrayList<>(rootBudgets);
        chain(unitId).forEach(id -> path.addAll(budgets.getOrDefault(id, List.of())));
        return path;
    }

    /** Whether the unit or one that it is in is archived. */
    boolean archived(@Nullable UUID unitId) {
        return chain(unitId).stream().anyMatch(id -> {
            Unit unit = units.get(id);
            return unit != null && !unit.active();
        });
    }

    /** These and all that is in them. */
    Set<UUID> within(Collection<UUID> wanted) {
        Set<UUID> within = new HashSet<>();
        for (UUID id : units.keySet()) {
            if (chain(id).stream().anyMatch(wanted::contains)) {
                within.add(id);
            }
        }
        return within;
    }

    /** From the top to the unit. The structure has no circles: whoever moves a unit sees to it. */
    private List<UUID> chain(@Nullable UUID unitId) {
        List<UUID> chain = new ArrayList<>();
        for (UUID id = unitId; id != null; ) {
            chain.addFirst(id);
            Unit unit = units.get(id);
            id = unit == null ? null : unit.parentId();
        }
        return chain;
    }
}
