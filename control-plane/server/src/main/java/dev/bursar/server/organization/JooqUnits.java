package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.organization.Unit;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.UnitRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of units. */
@Component
final class JooqUnits {
    /** From each unit up to the top, nearest first. */
    private static final String ANCESTORS = """
            WITH RECURSIVE up AS (
                SELECT unit_id AS leaf, unit_id, parent_id, name, 0 AS steps
                FROM unit WHERE organization_id = ? AND unit_id = ANY (?)
                UNION ALL
                SELECT up.leaf, u.unit_id, u.parent_id, u.name, up.steps + 1
                FROM up JOIN unit u ON u.organization_id = ? AND u.unit_id = up.parent_id)
            SELECT leaf, array_agg(unit_id ORDER BY steps), array_agg(name ORDER BY steps DESC) FROM up GROUP BY leaf
            """;

    private static final String HEIGHT = """
            WITH RECURSIVE down AS (
                SELECT unit_id, 1 AS height FROM unit WHERE organization_id = ? AND unit_id = ?
                UNION ALL
                SELECT u.unit_id, down.height + 1
                FROM down JOIN unit u ON u.organization_id = ? AND u.parent_id = down.unit_id)
            SELECT coalesce(max(height), 0) FROM down
            """;

    /** A unit's way to the top. @param ids its own first. @param names its own last */
    record Path(List<UUID> ids, List<String> names) {}

    /** One structural change of an organization at a time, so that two moves cannot close a circle between them. */
    void lockStructure(DSLContext tx, UUID organizationId) {
        tx.select(ORGANIZATION.ORGANIZATION_ID)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .forNoKeyUpdate()
                .fetch();
    }

    void insert(DSLContext tx, UUID organizationId, UnitRow unit) {
        tx.insertInto(UNIT)
                .set(UNIT.ORGANIZATION_ID, organizationId)
                .set(UNIT.UNIT_ID, unit.id())
                .set(UNIT.KIND, unit.kind())
                .set(UNIT.PARENT_ID, unit.parentId())
                .set(UNIT.NAME, unit.name())
                .set(UNIT.STATE, unit.state())
                .set(UNIT.CREATED_AT, unit.createdAt())
                .execute();
    }

    void update(DSLContext tx, UUID organizationId, UnitRow unit) {
        tx.update(UNIT)
                .set(UNIT.PARENT_ID, unit.parentId())
                .set(UNIT.NAME, unit.name())
                .set(UNIT.STATE, unit.state())
                .set(UNIT.VERSION, unit.version())
                .where(UNIT.ORGANIZATION_ID.eq(organizationId), UNIT.UNIT_ID.eq(unit.id()))
                .execute();
    }

    /** With the roles held over it. */
    void delete(DSLContext tx, UUID organizationId, UUID unitId) {
        tx.deleteFrom(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION_ID.eq(organizationId), ROLE_GRANT.UNIT_ID.eq(unitId))
                .execute();
        tx.deleteFrom(UNIT)
                .where(UNIT.ORGANIZATION_ID.eq(organizationId), UNIT.UNIT_ID.eq(unitId))
                .execute();
    }

    Optional<UnitRow> find(DSLContext tx, UUID organizationId, UUID unitId) {
        return tx.selectFrom(UNIT)
                .where(UNIT.ORGANIZATION_ID.eq(organizationId), UNIT.UNIT_ID.eq(unitId))
                .fetchOptional(JooqUnits::row);
    }

    /** By name; one more than the page. */
    List<UnitRow> page(DSLContext tx, UUID organizationId, Condition wanted, Optional<Cursors.Named> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(UNIT.NAME, UNIT.UNIT_ID).gt(at.name(), at.id()))
                .orElse(DSL.noCondition());
        return tx.selectFrom(UNIT)
                .where(UNIT.ORGANIZATION_ID.eq(organizationId), wanted, rest)
                .orderBy(UNIT.NAME, UNIT.UNIT_ID)
                .limit(size + 1)
                .fetch(JooqUnits::row);
    }

    Map<UUID, Path> paths(DSLContext tx, UUID organizationId, Collection<UUID> unitIds) {
        UUID[] ids = unitIds.toArray(UUID[]::new);
        return tx.resultQuery(ANCESTORS, organizationId, ids, organizationId)
                .fetchMap(
                        row -> row.get(0, UUID.class),
                        row -> new Path(List.of(row.get(1, UUID[].class)), List.of(row.get(2, String[].class))));
    }

    /** How many floors the unit and what is in it take: 1 for one with nothing in it. */
    int height(DSLContext tx, UUID organizationId, UUID unitId) {
        return tx.resultQuery(HEIGHT, organizationId, unitId, organizationId)
                .fetchSingle()
                .get(0, Integer.class);
    }

    boolean hasActiveIn(DSLContext tx, UUID organizationId, UUID unitId) {
        return tx.fetchExists(
                UNIT, UNIT.ORGANIZATION_ID.eq(organizationId), UNIT.PARENT_ID.eq(unitId), UNIT.STATE.eq("active"));
    }

    /** With their paths, and how many working keys are charged to each directly. */
    List<Unit> views(DSLContext tx, UUID organizationId, List<UnitRow> units, Instant now) {
        List<UUID> ids = units.stream().map(UnitRow::id).toList();
        Map<UUID, Path> paths = ids.isEmpty() ? Map.of() : paths(tx, organizationId, ids);
        Map<UUID, Integer> keys = keys(tx, organizationId, ids, now);
        return units.stream()
                .map(unit -> unit.toApi(pathOf(paths, unit), keys.getOrDefault(unit.id(), 0)))
                .toList();
    }

    private static List<String> pathOf(Map<UUID, Path> paths, UnitRow unit) {
        @Nullable Path path = paths.get(unit.id());
        return path == null ? List.of(unit.name()) : path.names();
    }

    private static Map<UUID, Integer> keys(DSLContext tx, UUID organizationId, List<UUID> ids, Instant now) {
        return tx.select(API_KEY.UNIT_ID, DSL.count())
                .from(API_KEY)
                .where(
                        API_KEY.ORGANIZATION_ID.eq(organizationId),
                        API_KEY.UNIT_ID.in(ids),
                        API_KEY.STATE.eq("active"),
                        API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(now)))
                .groupBy(API_KEY.UNIT_ID)
                .fetchMap(API_KEY.UNIT_ID, DSL.count());
    }

    private static UnitRow row(UnitRecord row) {
        return new UnitRow(
                row.getUnitId(),
                row.getKind(),
                row.getParentId(),
                row.getName(),
                row.getState(),
                row.getCreatedAt(),
                row.getVersion());
    }
}
