package dev.bursar.server.budget;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The organization's tree, one floor at a time: units stand in units, keys with budgets in their unit. Those of no unit
 * stand beneath their owner where the owner has a budget, else at the top beside members with budgets.
 */
@Component
final class TreeReadModel {
    private static final String BUDGETED = """
            EXISTS (SELECT FROM budget b WHERE b.organization_id = %1$s.organization_id AND b.scope = '%2$s'
                    AND b.scope_id = %1$s.%2$s_id AND b.state = 'active')""";

    private static final String KEY_BUDGETED = BUDGETED.formatted("k", "key") + " AND k.state <> 'revoked'";
    private static final String MEMBER_BUDGETED = BUDGETED.formatted("m", "member");
    private static final String OWNER_BUDGETED = """
            EXISTS (SELECT FROM budget o WHERE o.organization_id = k.organization_id AND o.scope = 'member'
                    AND o.scope_id = k.owner_member_id AND o.state = 'active')""";

    private static final String UNITS = """
            SELECT 0 AS rank, u.kind AS scope, u.unit_id AS id, u.name AS name FROM unit u
            WHERE u.organization_id = ? AND u.state = 'active' AND u.parent_id IS NOT DISTINCT FROM ?""";
    private static final String MEMBERS = """
            SELECT 1, 'member', m.member_id, m.display_name FROM member m WHERE m.organization_id = ? AND\s""" + MEMBER_BUDGETED;
    private static final String KEYS =
            "SELECT 2, 'key', k.key_id, k.name FROM api_key k WHERE k.organization_id = ? AND " + KEY_BUDGETED
                    + " AND ";

    private static final String PAGE =
            " SELECT * FROM floor WHERE (rank, name, id) > (?, ?, ?) ORDER BY rank, name, id LIMIT ?";

    private static final String CHILDREN = """
            SELECT parent, count(*)::bigint FROM (
                SELECT u.parent_id AS parent FROM unit u
                WHERE u.organization_id = ? AND u.state = 'active' AND u.parent_id = ANY (?)
                UNION ALL
                SELECT k.unit_id FROM api_key k WHERE k.organization_id = ? AND k.unit_id = ANY (?) AND %1$s
                UNION ALL
                SELECT k.owner_member_id FROM api_key k
                WHERE k.organization_id = ? AND k.unit_id IS NULL AND k.owner_member_id = ANY (?) AND %1$s
            ) below GROUP BY parent""".formatted(KEY_BUDGETED);

    /** A place in the tree. @param rank 0 unit, 1 member, 2 key: the order on a floor */
    record Place(int rank, String scope, UUID id, String name) {
        /** Before the first. */
        static final Place FIRST = new Place(-1, "", new UUID(0, 0), "");
    }

    /** By rank and name; one more than the page. @param scope of {@code under}; must be there */
    List<Place> floor(DSLContext tx, UUID organization, String scope, UUID under, Place after, int size) {
        List<Object> values = new ArrayList<>();
        @Nullable String floor = floor(organization, scope, under, values);
        if (floor == null) {
            return List.of();
        }
        values.addAll(List.of(after.rank(), after.name(), after.id(), size + 1));
        return tx.resultQuery("WITH floor AS (" + floor + ")" + PAGE, values.toArray())
                .fetch(TreeReadModel::place);
    }

    Map<UUID, Long> children(DSLContext tx, UUID organization, List<UUID> of) {
        UUID[] ids = of.toArray(UUID[]::new);
        Map<UUID, Long> counts = new HashMap<>();
        tx.resultQuery(CHILDREN, organization, ids, organization, ids, organization, ids)
                .forEach(row -> counts.put(row.get(0, UUID.class), row.get(1, Long.class)));
        return counts;
    }

    /** How many stand at the top. */
    long atTop(DSLContext tx, UUID organization) {
        List<Object> values = new ArrayList<>();
        String floor = floor(organization, "organization", organization, values);
        return tx.resultQuery("SELECT count(*)::bigint FROM (" + floor + ") top", values.toArray())
                .fetchSingle()
                .get(0, Long.class);
    }

    /** Empty: there is none. */
    Optional<Place> find(DSLContext tx, UUID organization, String scope, UUID id) {
        String query = switch (scope) {
            case "organization" ->
                "SELECT -1, 'organization', organization_id, name FROM organization WHERE organization_id = ? AND organization_id = ?";
            case "member" ->
                "SELECT 1, 'member', member_id, display_name FROM member WHERE organization_id = ? AND member_id = ?";
            case "key" -> "SELECT 2, 'key', key_id, name FROM api_key WHERE organization_id = ? AND key_id = ?";
            default ->
                "SELECT 0, kind, unit_id, name FROM unit WHERE organization_id = ? AND unit_id = ? AND kind = '"
                        + (Level.depth(scope) < 0 ? "" : scope) + "'";
        };
        return tx.resultQuery(query, organization, id).fetchOptional(TreeReadModel::place);
    }

    private static @Nullable String floor(UUID organization, String scope, UUID under, List<Object> values) {
        return switch (scope) {
            case "organization" -> {
                values.addAll(List.of(organization, organization, organization));
                yield UNITS.replace("IS NOT DISTINCT FROM ?", "IS NULL") + " UNION ALL " + MEMBERS + " UNION ALL "
                        + KEYS + "k.unit_id IS NULL AND NOT " + OWNER_BUDGETED;
            }
            case "team", "project", "class" -> {
                values.addAll(List.of(organization, under, organization, under));
                yield UNITS + " UNION ALL " + KEYS + "k.unit_id = ?";
            }
            case "member" -> {
                values.addAll(List.of(organization, under));
                yield KEYS.replace(
                                "SELECT 2, 'key', k.key_id, k.name",
                                "SELECT 2 AS rank, 'key' AS scope, k.key_id AS id, k.name AS name")
                        + "k.unit_id IS NULL AND k.owner_member_id = ?";
            }
            default -> null;
        };
    }

    private static Place place(Record row) {
        return new Place(
                row.get(0, Integer.class), row.get(1, String.class), row.get(2, UUID.class), row.get(3, String.class));
    }
}
