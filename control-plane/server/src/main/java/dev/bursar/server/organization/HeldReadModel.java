package dev.bursar.server.organization;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;

/**
 * What gateways hold, or is in doubt, of a unit or an organization. A request's money is held at every level of its path,
 * so that adding up budgets would count it once for each: it is added up from the keys, and where a budget above holds
 * more than all that is below it, that is what counts.
 */
final class HeldReadModel {
    /** Of each budget all its periods; of several budgets of one thing, the one that holds most. */
    private static final String HELD = """
            held AS (
                SELECT scope, scope_id, max(nanos) AS nanos FROM (
                    SELECT b.scope, b.scope_id, sum(p.leased_nanos + p.in_doubt_nanos) AS nanos
                    FROM budget b JOIN budget_period p ON p.organization_id = b.organization_id AND p.budget_id = b.budget_id
                    WHERE b.organization_id = ? AND p.leased_nanos + p.in_doubt_nanos > 0
                    GROUP BY b.budget_id, b.scope, b.scope_id) each
                GROUP BY scope, scope_id),
            of_keys AS (
                SELECT k.unit_id, sum(h.nanos) AS nanos
                FROM held h JOIN api_key k ON k.organization_id = ? AND k.key_id = h.scope_id
                WHERE h.scope = 'key' GROUP BY k.unit_id)
            """;

    private static final String DOWN_FROM_UNIT = """
            WITH RECURSIVE below AS (
                SELECT unit_id, parent_id, 1 AS floor FROM unit WHERE organization_id = ? AND unit_id = ?
            """;

    private static final String DOWN_FROM_TOP = """
            WITH RECURSIVE below AS (
                SELECT unit_id, parent_id, 1 AS floor FROM unit WHERE organization_id = ? AND parent_id IS NULL
            """;

    /** The deepest first. */
    private static final String BY_UNIT = """
                UNION ALL
                SELECT u.unit_id, u.parent_id, b.floor + 1
                FROM below b JOIN unit u ON u.organization_id = ? AND u.parent_id = b.unit_id),
            """ + HELD + """
            SELECT b.unit_id, b.parent_id, coalesce(h.nanos, 0)::bigint, coalesce(k.nanos, 0)::bigint
            FROM below b
            LEFT JOIN held h ON h.scope IN ('team', 'project', 'class') AND h.scope_id = b.unit_id
            LEFT JOIN of_keys k ON k.unit_id = b.unit_id
            ORDER BY b.floor DESC
            """;

    private static final String OF_ORGANIZATION = "WITH " + HELD + """
            SELECT coalesce((SELECT max(nanos) FROM held WHERE scope = 'organization'), 0)::bigint,
                coalesce((SELECT nanos FROM of_keys WHERE unit_id IS NULL), 0)::bigint
            """;

    /** Stands for the organization itself. */
    private static final UUID TOP = new UUID(0, 0);

    private HeldReadModel() {}

    static long ofUnit(DSLContext tx, UUID organization, UUID unitId) {
        return fold(tx.fetch(DOWN_FROM_UNIT + BY_UNIT, organization, unitId, organization, organization, organization))
                .getOrDefault(unitId, 0L);
    }

    static long ofOrganization(DSLContext tx, UUID organization) {
        Record own = tx.resultQuery(OF_ORGANIZATION, organization, organization).fetchSingle();
        long inUnits = fold(tx.fetch(DOWN_FROM_TOP + BY_UNIT, organization, organization, organization, organization))
                .getOrDefault(TOP, 0L);
        return Math.max(number(own, 0), number(own, 1) + inUnits);
    }

    /** What the units hold, each with all that is in it; those in no other one, together, as {@link #TOP}. */
    private static Map<UUID, Long> fold(List<Record> units) {
        Map<UUID, Long> inside = new HashMap<>();
        Map<UUID, Long> whole = new HashMap<>();
        for (Record row : units) {
            UUID unit = row.get(0, UUID.class);
            long all = Math.max(number(row, 2), number(row, 3) + inside.getOrDefault(unit, 0L));
            whole.put(unit, all);
            inside.merge(Objects.requireNonNullElse(row.get(1, UUID.class), TOP), all, Long::sum);
        }
        whole.put(TOP, inside.getOrDefault(TOP, 0L));
        return whole;
    }

    private static long number(Record row, int field) {
        return row.get(field, Long.class);
    }
}
