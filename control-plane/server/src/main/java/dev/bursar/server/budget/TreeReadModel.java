package dev.bursar.server.budget;

import java.util.ArrayList;
import java.util.Collection;
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

    private static final String UNITS = "SELECT 0 AS rank, u.kind AS scope, u.unit_id AS id, u.name AS name FROM unit u"
            + " WHERE u.organization_id = ? AND u.state = 'active' AND u.parent_id ";
    private static final String MEMBERS =
            "SELECT 1 AS rank, 'member' AS scope, m.member_id AS id, m.display_name AS name"
                    + " FROM member m WHERE m.organization_id = ? AND " + MEMBER_BUDGETED;
    private static final String KEYS = "SELECT 2 AS rank, 'key' AS scope, k.key_id AS id, k.name AS name FROM api_key k"
            + " WHERE k.organization_id = ? AND " + KEY_BUDGETED + " AND ";

    /** One kind of place on a floor. @param values of its parameters */
    private record Kind(int rank, String places, String name, String id, List<Object> values) {
        Kind {
            values = List.copyOf(values);
        }

        static Kind units(UUID organization, @Nullable UUID parent) {
            return parent == null
                    ? new Kind(0, UNITS + "IS NULL", "u.name", "u.unit_id", List.of(organization))
                    : new Kind(0, UNITS + "= ?", "u.name", "u.unit_id", List.of(organization, parent));
        }

        static Kind members(UUID organization) {
            return new Kind(1, MEMBERS, "m.display_name", "m.member_id", List.of(organization));
        }

        static Kind keys(String whose, Object... values) {
            return new Kind(2, KEYS + whose, "k.name", "k.key_id", List.of(values));
        }

        /** In their order from there on, so that an index gives no more of them than a page takes. */
        String page(Place after, int most, List<Object> all) {
            all.addAll(values);
            String rest = "";
            if (after.rank() == rank) {
                rest = " AND (" + name + ", " + id + ") > (?, ?)";
                all.addAll(List.of(after.name(), after.id()));
            } else if (after.rank() > rank) {
                rest = " AND false";
            }
            all.add(most);
            return "(" + places + rest + " ORDER BY " + name + ", " + id + " LIMIT ?)";
        }
    }

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

    private static final String TOPMOST = """
            WITH RECURSIVE wanted AS (
                SELECT u.* FROM unit u WHERE u.organization_id = ? AND u.unit_id = ANY (?) AND u.state = 'active'),
            up AS (
                SELECT w.unit_id AS leaf, w.organization_id, w.parent_id FROM wanted w
                UNION ALL
                SELECT up.leaf, up.organization_id, u.parent_id
                FROM up JOIN unit u ON u.organization_id = up.organization_id AND u.unit_id = up.parent_id)
            SELECT 0, w.kind, w.unit_id, w.name FROM wanted w
            WHERE NOT EXISTS (SELECT FROM up JOIN wanted o ON o.unit_id = up.parent_id WHERE up.leaf = w.unit_id)
            ORDER BY w.name, w.unit_id""";

    /** A place in the tree. @param rank 0 unit, 1 member, 2 key: the order on a floor */
    record Place(int rank, String scope, UUID id, String name) {
        /** Before the first. */
        static final Place FIRST = new Place(-1, "", new UUID(0, 0), "");
    }

    /** By rank and name; one more than the page. @param scope of {@code under}; must be there */
    List<Place> floor(DSLContext tx, UUID organization, String scope, UUID under, Place after, int size) {
        List<Object> values = new ArrayList<>();
        List<String> pages = kinds(organization, scope, under).stream()
                .map(kind -> kind.page(after, size + 1, values))
                .toList();
        if (pages.isEmpty()) {
            return List.of();
        }
        values.add(size + 1);
        return tx.resultQuery(
                        "SELECT * FROM (" + String.join(" UNION ALL ", pages)
                                + ") floor ORDER BY rank, name, id LIMIT ?",
                        values.toArray())
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
        long count = 0;
        for (Kind kind : kinds(organization, "organization", organization)) {
            count += tx.resultQuery(
                            "SELECT count(*)::bigint FROM (" + kind.places() + ") top",
                            kind.values().toArray())
                    .fetchSingle()
                    .get(0, Long.class);
        }
        return count;
    }

    /** Active ones among these, without those that stand in another of them; by name. */
    List<Place> unitsOf(DSLContext tx, UUID organization, Collection<UUID> ids) {
        return tx.resultQuery(TOPMOST, organization, ids.toArray(UUID[]::new)).fetch(TreeReadModel::place);
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

    private static List<Kind> kinds(UUID organization, String scope, UUID under) {
        return switch (scope) {
            case "organization" ->
                List.of(
                        Kind.units(organization, null),
                        Kind.members(organization),
                        Kind.keys("k.unit_id IS NULL AND NOT " + OWNER_BUDGETED, organization));
            case "team", "project", "class" ->
                List.of(Kind.units(organization, under), Kind.keys("k.unit_id = ?", organization, under));
            case "member" -> List.of(Kind.keys("k.unit_id IS NULL AND k.owner_member_id = ?", organization, under));
            default -> List.of();
        };
    }

    private static Place place(Record row) {
        return new Place(
                row.get(0, Integer.class), row.get(1, String.class), row.get(2, UUID.class), row.get(3, String.class));
    }
}
