package dev.bursar.server.organization;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.ROLE_GRANT;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.adminapi.organization.MoveImpact;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.UnitPaths;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a unit's move changes: all of it follows from the units above, before and after. */
@Component
final class MoveReadModel {

    /** @param parentId what it would stand in; null: the organization itself */
    MoveImpact of(DSLContext tx, Caller caller, UnitRow unit, @Nullable UUID parentId, Instant now) {
        UUID organization = caller.organizationId();
        Crossing crossing = Crossing.of(tx, organization, unit, parentId);
        return new MoveImpact(
                keys(tx, organization, unit.id(), now),
                budgets(tx, caller, crossing.left()),
                budgets(tx, caller, crossing.joined()),
                roles(tx, organization, crossing.left()),
                roles(tx, organization, crossing.joined()));
    }

    private static long keys(DSLContext tx, UUID organization, UUID unitId, Instant now) {
        return tx.fetchCount(
                API_KEY,
                API_KEY.ORGANIZATION_ID.eq(organization),
                API_KEY.UNIT_ID.in(UnitPaths.subtrees(organization, List.of(unitId))),
                API_KEY.STATE.eq("active"),
                API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(now)));
    }

    /** Those that the caller reads. */
    private static List<MoveImpact.Above> budgets(DSLContext tx, Caller caller, List<UUID> units) {
        List<UUID> read = units.stream()
                .filter(unit -> caller.mayIn(tx, Action.BUDGET_READ, unit))
                .toList();
        return tx.select(BUDGET.BUDGET_ID, BUDGET.NAME, UNIT.NAME)
                .from(BUDGET)
                .join(UNIT)
                .on(UNIT.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID), UNIT.UNIT_ID.eq(BUDGET.SCOPE_ID))
                .where(
                        BUDGET.ORGANIZATION_ID.eq(caller.organizationId()),
                        BUDGET.SCOPE.in("team", "project", "class"),
                        BUDGET.SCOPE_ID.in(read),
                        BUDGET.STATE.eq("active"))
                .orderBy(UNIT.NAME, BUDGET.NAME, BUDGET.BUDGET_ID)
                .fetch(row -> new MoveImpact.Above(row.value1(), row.value2(), row.value3()));
    }

    private static long roles(DSLContext tx, UUID organization, List<UUID> units) {
        return tx.fetchCount(ROLE_GRANT, ROLE_GRANT.ORGANIZATION_ID.eq(organization), ROLE_GRANT.UNIT_ID.in(units));
    }
}
