package dev.bursar.server.budget.request;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.server.budget.BudgetPlaces;
import dev.bursar.server.identity.UnitPaths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose keys spend from which budgets. */
@Component
final class JooqHolders {
    /** @param kind {@code limit} or {@code credit} */
    record Asked(
            UUID id,
            String name,
            String scope,
            UUID scopeId,
            String kind,
            String state,
            @Nullable UUID ownerId) {
        /** Where it stands; null: in the organization itself. */
        @Nullable
        UUID unitId(DSLContext tx, UUID organizationId) {
            return BudgetPlaces.unitOf(tx, organizationId, scope, scopeId);
        }
    }

    /** @param ownerId null: a service key */
    record Holder(UUID keyId, String name, @Nullable UUID ownerId) {}

    Optional<Asked> budget(DSLContext tx, UUID organizationId, UUID budgetId) {
        return tx.selectFrom(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(budgetId))
                .fetchOptional(row -> new Asked(
                        row.getBudgetId(),
                        row.getName(),
                        row.getScope(),
                        row.getScopeId(),
                        row.getKind(),
                        row.getState(),
                        row.getOwnerMemberId()));
    }

    /** A key that works, or may work again. */
    Optional<Holder> key(DSLContext tx, UUID organizationId, UUID keyId) {
        return tx.selectFrom(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.eq(keyId), API_KEY.STATE.eq("active"))
                .fetchOptional(row -> new Holder(row.getKeyId(), row.getName(), row.getOwnerMemberId()));
    }

    /** Whether a key of the member spends from the budget. */
    boolean memberHolds(DSLContext tx, UUID organizationId, UUID memberId, Asked budget) {
        return holds(tx, organizationId, API_KEY.OWNER_MEMBER_ID.eq(memberId), budget);
    }

    boolean keyHolds(DSLContext tx, UUID organizationId, UUID keyId, Asked budget) {
        return holds(tx, organizationId, API_KEY.KEY_ID.eq(keyId), budget);
    }

    /** The active hard budgets that the key spends from; prepaid credit is not among them. */
    List<UUID> hardBudgetsOf(DSLContext tx, UUID organizationId, UUID keyId, int most) {
        return tx.selectFrom(BUDGET)
                .where(
                        BUDGET.ORGANIZATION_ID.eq(organizationId),
                        BUDGET.STATE.eq("active"),
                        BUDGET.KIND.eq("limit"),
                        BUDGET.HARD.isTrue(),
                        BUDGET.SCOPE.eq("organization").or(BUDGET.SCOPE_ID.in(scopesOf(tx, organizationId, keyId))))
                .orderBy(BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                .limit(most)
                .fetch(BUDGET.BUDGET_ID);
    }

    private static boolean holds(DSLContext tx, UUID organizationId, Condition whose, Asked budget) {
        Condition under = switch (budget.scope()) {
            case "organization" -> DSL.trueCondition();
            case "member" -> API_KEY.OWNER_MEMBER_ID.eq(budget.scopeId());
            case "key" -> API_KEY.KEY_ID.eq(budget.scopeId());
            default -> API_KEY.UNIT_ID.in(UnitPaths.subtrees(organizationId, List.of(budget.scopeId())));
        };
        return tx.fetchExists(
                API_KEY, API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.STATE.eq("active"), whose, under);
    }

    /** The key, its owner, its unit and the units above: what a budget on its path belongs to. */
    private static Set<UUID> scopesOf(DSLContext tx, UUID organizationId, UUID keyId) {
        var above = DSL.name("above").fields("unit_id", "parent_id");
        var id = DSL.field(DSL.name("above", "unit_id"), UUID.class);
        var parent = DSL.field(DSL.name("above", "parent_id"), UUID.class);
        var ofKey = DSL.select(API_KEY.UNIT_ID)
                .from(API_KEY)
                .where(API_KEY.ORGANIZATION_ID.eq(organizationId), API_KEY.KEY_ID.eq(keyId));
        Set<UUID> scopes = new java.util.HashSet<>(tx.withRecursive(above.as(DSL.select(UNIT.UNIT_ID, UNIT.PARENT_ID)
                        .from(UNIT)
                        .where(UNIT.ORGANIZATION_ID.eq(organizationId), UNIT.UNIT_ID.eq(ofKey))
                        .union(DSL.select(UNIT.UNIT_ID, UNIT.PARENT_ID)
                                .from(UNIT)
                                .join(DSL.table(DSL.name("above")))
                                .on(UNIT.UNIT_ID.eq(parent))
                                .where(UNIT.ORGANIZATION_ID.eq(organizationId)))))
                .select(id)
                .from(DSL.table(DSL.name("above")))
                .fetch(id));
        scopes.add(keyId);
        tx.select(API_KEY.OWNER_MEMBER_ID)
                .from(API_KEY)
                .where(
                        API_KEY.ORGANIZATION_ID.eq(organizationId),
                        API_KEY.KEY_ID.eq(keyId),
                        API_KEY.OWNER_MEMBER_ID.isNotNull())
                .fetch(API_KEY.OWNER_MEMBER_ID)
                .forEach(scopes::add);
        return scopes;
    }
}
