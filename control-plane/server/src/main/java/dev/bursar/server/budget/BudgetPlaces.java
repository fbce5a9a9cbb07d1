package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Reach;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.UnitPaths;
import dev.bursar.server.platform.web.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Where budgets stand, for who may see and change them: a unit's in the unit, a key's in the unit that the key is charged
 * to, all others in the organization itself.
 */
public final class BudgetPlaces {
    private static final List<String> OF_UNITS = List.of("team", "project", "class");

    /** Of a row of {@code budget}; null: the organization itself. */
    public static final Field<UUID> UNIT_ID = DSL.field(DSL.case_()
                    .when(BUDGET.SCOPE.in(OF_UNITS), BUDGET.SCOPE_ID)
                    .when(
                            BUDGET.SCOPE.eq("key"),
                            DSL.field(DSL.select(API_KEY.UNIT_ID)
                                    .from(API_KEY)
                                    .where(
                                            API_KEY.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                                            API_KEY.KEY_ID.eq(BUDGET.SCOPE_ID)))))
            .as("budget_unit_id");

    private BudgetPlaces() {}

    /** Of a row of {@code budget}: that it stands within the reach. */
    public static Condition within(Reach reach, UUID organizationId) {
        return reach instanceof Reach.Everywhere
                ? DSL.noCondition()
                : DSL.or(
                        BUDGET.SCOPE.in(OF_UNITS).and(UnitPaths.within(reach, organizationId, BUDGET.SCOPE_ID)),
                        BUDGET.SCOPE
                                .eq("key")
                                .and(BUDGET.SCOPE_ID.in(DSL.select(API_KEY.KEY_ID)
                                        .from(API_KEY)
                                        .where(
                                                API_KEY.ORGANIZATION_ID.eq(organizationId),
                                                UnitPaths.within(reach, organizationId, API_KEY.UNIT_ID)))));
    }

    /** That the budget of this id stands within the reach; a null id does only in the whole organization. */
    public static Condition within(Reach reach, UUID organizationId, Field<UUID> budgetId) {
        return reach instanceof Reach.Everywhere
                ? DSL.noCondition()
                : budgetId.in(DSL.select(BUDGET.BUDGET_ID)
                        .from(BUDGET)
                        .where(BUDGET.ORGANIZATION_ID.eq(organizationId), within(reach, organizationId)));
    }

    /** Where a place of the budget tree stands; null: in the organization itself. */
    public static @Nullable UUID unitOf(DSLContext tx, UUID organizationId, String scope, UUID scopeId) {
        if (OF_UNITS.contains(scope)) {
            return scopeId;
        }
        return !scope.equals("key")
                ? null
                : tx.select(API_KEY.UNIT_ID)
                        .from(API_KEY)
                        .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.eq(scopeId))
                        .fetchOptional(API_KEY.UNIT_ID)
                        .orElse(null);
    }

    /**
     * @throws ProblemException 404 if there is no such budget for the caller
     * @throws dev.bursar.server.identity.RefusedException 403 if they may see it and not do this
     */
    public static void require(DSLContext tx, Caller caller, Action action, UUID budgetId) {
        caller.requireAnywhere(action);
        UUID organization = caller.organizationId();
        var budget = tx.select(BUDGET.SCOPE, BUDGET.SCOPE_ID)
                .from(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organization), BUDGET.BUDGET_ID.eq(budgetId))
                .fetchOptional()
                .orElseThrow(() -> ProblemException.notFound("budget"));
        if (!caller.may(action)) {
            UUID unit = unitOf(tx, organization, budget.value1(), budget.value2());
            caller.requireFor(tx, action, Action.BUDGET_READ, unit, "budget");
        }
    }
}
