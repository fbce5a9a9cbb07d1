package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** From the organization down to a place: all that a request there must pass, root first. */
final class ScopePaths {
    private static final String UNITS = """
            WITH RECURSIVE up AS (
                SELECT unit_id, parent_id, kind, name, 0 AS steps FROM unit WHERE organization_id = ? AND unit_id = ?
                UNION ALL
                SELECT u.unit_id, u.parent_id, u.kind, u.name, up.steps + 1
                FROM up JOIN unit u ON u.organization_id = ? AND u.unit_id = up.parent_id)
            SELECT 0, kind, unit_id, name FROM up ORDER BY steps DESC""";

    private final TreeReadModel tree;

    ScopePaths(TreeReadModel tree) {
        this.tree = tree;
    }

    /** Empty: there is no such place. */
    List<TreeReadModel.Place> to(DSLContext tx, UUID organization, String scope, UUID id) {
        List<TreeReadModel.Place> path = new ArrayList<>();
        tree.find(tx, organization, "organization", organization).ifPresent(path::add);
        if (scope.equals("organization")) {
            return id.equals(organization) ? path : List.of();
        }
        Optional<TreeReadModel.Place> found = tree.find(tx, organization, scope, id);
        if (found.isEmpty()) {
            return List.of();
        }
        TreeReadModel.Place place = found.get();
        switch (scope) {
            case "member" -> path.add(place);
            case "key" -> {
                var of = tx.select(API_KEY.UNIT_ID, API_KEY.OWNER_MEMBER_ID)
                        .from(API_KEY)
                        .where(API_KEY.ORGANIZATION_ID.eq(organization), API_KEY.KEY_ID.eq(id))
                        .fetchSingle();
                addUnits(tx, organization, of.value1(), path);
                @Nullable UUID owner = of.value2();
                if (owner != null) {
                    tree.find(tx, organization, "member", owner).ifPresent(path::add);
                }
                path.add(place);
            }
            default -> addUnits(tx, organization, id, path);
        }
        return path;
    }

    private static void addUnits(
            DSLContext tx, UUID organization, @Nullable UUID unit, List<TreeReadModel.Place> path) {
        if (unit != null) {
            tx.resultQuery(UNITS, organization, unit, organization)
                    .forEach(row -> path.add(new TreeReadModel.Place(
                            0, row.get(1, String.class), row.get(2, UUID.class), row.get(3, String.class))));
        }
    }
}
