package dev.bursar.server.identity;

import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.policy.access.Reach;
import dev.bursar.policy.access.ResourcePath;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Where units stand: upwards as paths that an authority decides by, downwards as conditions that lists are filtered by. */
public final class UnitPaths {
    private static final String UP = """
            WITH RECURSIVE up AS (
                SELECT unit_id, parent_id, 0 AS steps FROM unit WHERE organization_id = ? AND unit_id = ?
                UNION ALL
                SELECT u.unit_id, u.parent_id, up.steps + 1
                FROM up JOIN unit u ON u.organization_id = ? AND u.unit_id = up.parent_id)
            SELECT unit_id FROM up ORDER BY steps DESC""";

    private UnitPaths() {}

    /** Of what stands in this unit, the unit itself included. @param unitId null: in the organization itself */
    public static ResourcePath of(DSLContext tx, UUID organizationId, @Nullable UUID unitId) {
        if (unitId == null) {
            return ResourcePath.ORGANIZATION;
        }
        List<UUID> units =
                tx.resultQuery(UP, organizationId, unitId, organizationId).fetch(0, UUID.class);
        // What is not there is in no unit that anybody holds, and not in the organization itself either.
        return new ResourcePath(units.isEmpty() ? List.of(unitId) : units);
    }

    /**
     * That what stands in the unit of this field is within the reach; a null unit is the organization itself. For long lists
     * there is {@link Extent}.
     */
    public static Condition within(Reach reach, UUID organizationId, Field<UUID> unitId) {
        return switch (reach) {
            case Reach.Everywhere all -> DSL.noCondition();
            case Reach.Units units -> unitId.in(subtrees(organizationId, units.units()));
            case Reach.Nowhere none -> DSL.falseCondition();
        };
    }

    /** These units and all that is in them. */
    public static Select<Record1<UUID>> subtrees(UUID organizationId, Collection<UUID> roots) {
        var below = DSL.name("below").fields("unit_id");
        var id = DSL.field(DSL.name("below", "unit_id"), UUID.class);
        return DSL.withRecursive(below.as(DSL.select(UNIT.UNIT_ID)
                        .from(UNIT)
                        .where(UNIT.ORGANIZATION_ID.eq(organizationId), UNIT.UNIT_ID.in(roots))
                        .union(DSL.select(UNIT.UNIT_ID)
                                .from(UNIT)
                                .join(DSL.table(DSL.name("below")))
                                .on(UNIT.PARENT_ID.eq(id))
                                .where(UNIT.ORGANIZATION_ID.eq(organizationId)))))
                .select(id)
                .from(DSL.table(DSL.name("below")));
    }
}
