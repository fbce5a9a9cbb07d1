package dev.bursar.server.identity;

import dev.bursar.policy.access.Reach;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A reach as the units that it covers now, read once in a transaction, for long lists. What follows in the transaction is
 * planned for their number: of many, a list is walked in its order; of few, it is gathered unit by unit.
 */
public final class Extent {
    private final boolean everywhere;
    private final Set<UUID> units;

    private Extent(boolean everywhere, Set<UUID> units) {
        this.everywhere = everywhere;
        this.units = units;
    }

    public static Extent of(DSLContext tx, Reach reach, UUID organizationId) {
        return switch (reach) {
            case Reach.Everywhere all -> new Extent(true, Set.of());
            case Reach.Nowhere none -> new Extent(false, Set.of());
            case Reach.Units roots -> {
                tx.execute("SET LOCAL plan_cache_mode = force_custom_plan");
                yield new Extent(
                        false,
                        new HashSet<>(tx.fetch(UnitPaths.subtrees(organizationId, roots.units()))
                                .getValues(0, UUID.class)));
            }
        };
    }

    /** One unit with all that is in it. */
    public static Extent of(DSLContext tx, UUID unitId, UUID organizationId) {
        return of(tx, new Reach.Units(Set.of(unitId)), organizationId);
    }

    boolean isEverywhere() {
        return everywhere;
    }

    /** That what stands in the unit of this field is within; a null unit is the organization itself. */
    public Condition holds(Field<UUID> unitId) {
        return everywhere ? DSL.noCondition() : unitId.eq(DSL.any(units.toArray(UUID[]::new)));
    }

    /** @param unitId null: the organization itself */
    public boolean holds(@Nullable UUID unitId) {
        return everywhere || unitId != null && units.contains(unitId);
    }
}
