package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;

import dev.bursar.policy.money.Nanos;
import dev.bursar.server.ledger.CreditBudgets;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an organization prepaid, as the budget that every key's path begins with. The ledger alone changes its limit. */
@Component
final class CreditBudget implements CreditBudgets {
    static final String NAME = "Prepaid credits";

    private final JooqPeriods periods;
    private final Ids ids;
    private final Clock clock;

    CreditBudget(JooqPeriods periods, Ids ids, Clock clock) {
        this.periods = periods;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Limit raise(DSLContext tx, UUID organizationId, long nanos) {
        @Nullable BudgetRecord credit = lock(tx, organizationId);
        long limit = (credit == null ? 0 : credit.getLimitNanos()) + nanos;
        if (limit > Nanos.MAX) {
            throw new ProblemException(409, "credits_too_large", "Prepaid credits are at most 1000000000 USD.");
        }
        if (credit == null) {
            return new Limit(insert(tx, organizationId, limit), true, limit);
        }
        return change(tx, organizationId, credit.getBudgetId(), limit);
    }

    @Override
    public Limit lower(DSLContext tx, UUID organizationId, long nanos) {
        @Nullable BudgetRecord credit = lock(tx, organizationId);
        if (credit == null) {
            throw notFree();
        }
        long free = periods.lockExisting(tx, organizationId, credit.getBudgetId(), clock.instant())
                .map(period -> period.account().freeNanos())
                .orElse(credit.getLimitNanos());
        if (nanos > free) {
            throw notFree();
        }
        return change(tx, organizationId, credit.getBudgetId(), credit.getLimitNanos() - nanos);
    }

    private static @Nullable BudgetRecord lock(DSLContext tx, UUID organizationId) {
        return tx.selectFrom(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.KIND.eq("credit"), BUDGET.STATE.eq("active"))
                .forUpdate()
                .fetchOne();
    }

    private UUID insert(DSLContext tx, UUID organizationId, long limit) {
        UUID id = ids.next();
        tx.insertInto(BUDGET)
                .set(BUDGET.ORGANIZATION_ID, organizationId)
                .set(BUDGET.BUDGET_ID, id)
                .set(BUDGET.KIND, "credit")
                .set(BUDGET.NAME, NAME)
                .set(BUDGET.SCOPE, "organization")
                .set(BUDGET.SCOPE_ID, organizationId)
                .set(BUDGET.PERIOD, "lifetime")
                .set(BUDGET.LIMIT_NANOS, limit)
                .set(BUDGET.HARD, true)
                .set(BUDGET.STATE, "active")
                .set(BUDGET.CREATED_AT, clock.instant())
                .execute();
        return id;
    }

    private Limit change(DSLContext tx, UUID organizationId, UUID budgetId, long limit) {
        tx.update(BUDGET)
                .set(BUDGET.LIMIT_NANOS, limit)
                .set(BUDGET.VERSION, BUDGET.VERSION.plus(1))
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(budgetId))
                .execute();
        periods.lockExisting(tx, organizationId, budgetId, clock.instant())
                .map(period -> period.change(account -> account.withLimit(limit)))
                .ifPresent(period ->
                        periods.saving(tx, organizationId, List.of(period)).execute());
        return new Limit(budgetId, false, limit);
    }

    private static ProblemException notFree() {
        return new ProblemException(
                409, "credits_not_free", "No more than what is free of the prepaid credits can be paid back.");
    }
}
