package dev.bursar.server.access;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.policy.access.Action;
import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.organization.Units;
import dev.bursar.server.platform.web.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a thing stands that somebody asks about.
 *
 * @param unitId null: in the organization itself
 * @param key it is a key; empty: it is none
 */
record Stand(@Nullable UUID unitId, Optional<OwnedKey> key) {
    /** @param owner null: nobody's */
    record OwnedKey(@Nullable UUID owner) {}

    /**
     * Of at most one of these; of none, the organization itself. Where things stand is not for everybody to ask.
     *
     * @throws ProblemException 400 {@code two_places}; 404 if there is no such thing for the caller
     */
    static Stand of(
            DSLContext tx,
            Caller caller,
            Units units,
            @Nullable UUID unitId,
            @Nullable UUID keyId,
            @Nullable UUID budgetId) {
        if (Stream.of(Optional.ofNullable(unitId), Optional.ofNullable(keyId), Optional.ofNullable(budgetId))
                        .filter(Optional::isPresent)
                        .count()
                > 1) {
            throw ProblemException.field("unitId", "two_places", "Ask about one place.");
        }
        if (unitId != null && units.find(tx, caller.organizationId(), unitId).isEmpty()) {
            throw ProblemException.notFound("unit");
        }
        Stand stand = keyId != null
                ? ofKey(tx, caller, keyId)
                : new Stand(budgetId == null ? unitId : unitOf(tx, caller, budgetId), Optional.empty());
        if (stand.unitId() != null && !caller.mayIn(tx, Action.UNIT_READ, stand.unitId())) {
            throw ProblemException.notFound("unit");
        }
        return stand;
    }

    private static Stand ofKey(DSLContext tx, Caller caller, UUID keyId) {
        return tx.select(API_KEY.UNIT_ID, API_KEY.OWNER_MEMBER_ID)
                .from(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(caller.organizationId()), API_KEY.KEY_ID.eq(keyId))
                .fetchOptional(row -> new Stand(row.value1(), Optional.of(new OwnedKey(row.value2()))))
                .orElseThrow(() -> ProblemException.notFound("key"));
    }

    private static @Nullable UUID unitOf(DSLContext tx, Caller caller, UUID budgetId) {
        UUID organization = caller.organizationId();
        var budget = tx.select(BUDGET.SCOPE, BUDGET.SCOPE_ID)
                .from(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organization), BUDGET.BUDGET_ID.eq(budgetId))
                .fetchOptional()
                .orElseThrow(() -> ProblemException.notFound("budget"));
        return BudgetPlaces.unitOf(tx, organization, budget.value1(), budget.value2());
    }
}
