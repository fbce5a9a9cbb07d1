package dev.bursar.server.organization;

import dev.bursar.server.identity.UnitPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A unit's move, as the units above it: what changes follows from those that it leaves and those that it joins.
 *
 * @param left that held it and hold it no more
 * @param joined that hold it from then on
 */
record Crossing(List<UUID> left, List<UUID> joined) {
    Crossing {
        left = List.copyOf(left);
        joined = List.copyOf(joined);
    }

    /** @param parentId what it goes into; null: the organization itself */
    static Crossing of(DSLContext tx, UUID organization, UnitRow unit, @Nullable UUID parentId) {
        List<UUID> before = UnitPaths.of(tx, organization, unit.parentId()).units();
        List<UUID> after = UnitPaths.of(tx, organization, parentId).units();
        return new Crossing(without(before, after), without(after, before));
    }

    List<UUID> both() {
        List<UUID> both = new ArrayList<>(left);
        both.addAll(joined);
        return both;
    }

    private static List<UUID> without(List<UUID> these, List<UUID> those) {
        List<UUID> rest = new ArrayList<>(these);
        rest.removeAll(those);
        return rest;
    }
}
