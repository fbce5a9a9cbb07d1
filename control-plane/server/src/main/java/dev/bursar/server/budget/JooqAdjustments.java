package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_ADJUSTMENT;

import dev.bursar.policy.period.Adjustment;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.records.BudgetAdjustmentRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The table of adjustments. */
final class JooqAdjustments {
    private JooqAdjustments() {}

    /**
     * Those that may matter at {@code since} or later, by budget.
     *
     * @param since the start of the earliest window that is looked at
     */
    static Map<UUID, List<Adjustment>> since(
            DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant since) {
        return read(
                tx,
                organizationId,
                budgetIds,
                since,
                BUDGET_ADJUSTMENT.KIND.eq("override").or(BUDGET_ADJUSTMENT.STARTS_AT.ge(since)));
    }

    /** Those that hold at an instant, by budget; a top-up without an end holds in its own period only. */
    static Map<UUID, List<Adjustment>> holding(
            DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant at) {
        return read(tx, organizationId, budgetIds, at, BUDGET_ADJUSTMENT.STARTS_AT.le(at));
    }

    private static Map<UUID, List<Adjustment>> read(
            DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant since, Condition wanted) {
        Map<UUID, List<Adjustment>> byBudget = new HashMap<>();
        tx.selectFrom(BUDGET_ADJUSTMENT)
                .where(
                        BUDGET_ADJUSTMENT.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_ADJUSTMENT.BUDGET_ID.in(budgetIds),
                        BUDGET_ADJUSTMENT.EXPIRES_AT.isNull().or(BUDGET_ADJUSTMENT.EXPIRES_AT.gt(since)),
                        BUDGET_ADJUSTMENT.ENDED_AT.isNull().or(BUDGET_ADJUSTMENT.ENDED_AT.gt(since)),
                        wanted)
                .orderBy(BUDGET_ADJUSTMENT.STARTS_AT, BUDGET_ADJUSTMENT.CREATED_AT)
                .forEach(row -> kernel(row)
                        .ifPresent(one -> byBudget.computeIfAbsent(row.getBudgetId(), id -> new ArrayList<>())
                                .add(one)));
        return byBudget;
    }

    /** Newest first; one more than the page. */
    static List<BudgetAdjustmentRecord> page(
            DSLContext tx, UUID organizationId, UUID budgetId, Optional<Cursors.At> after, int size) {
        Condition rest = after.<Condition>map(
                        at -> DSL.row(BUDGET_ADJUSTMENT.CREATED_AT, BUDGET_ADJUSTMENT.ADJUSTMENT_ID)
                                .lt(at.at(), at.id()))
                .orElse(DSL.noCondition());
        return tx.selectFrom(BUDGET_ADJUSTMENT)
                .where(
                        BUDGET_ADJUSTMENT.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_ADJUSTMENT.BUDGET_ID.eq(budgetId),
                        rest)
                .orderBy(BUDGET_ADJUSTMENT.CREATED_AT.desc(), BUDGET_ADJUSTMENT.ADJUSTMENT_ID.desc())
                .limit(size + 1)
                .fetch();
    }

    static Optional<BudgetAdjustmentRecord> find(DSLContext tx, UUID organizationId, UUID budgetId, UUID adjustmentId) {
        return tx.selectFrom(BUDGET_ADJUSTMENT)
                .where(
                        BUDGET_ADJUSTMENT.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_ADJUSTMENT.BUDGET_ID.eq(budgetId),
                        BUDGET_ADJUSTMENT.ADJUSTMENT_ID.eq(adjustmentId))
                .fetchOptional();
    }

    static void end(DSLContext tx, UUID organizationId, UUID adjustmentId, Instant now) {
        tx.update(BUDGET_ADJUSTMENT)
                .set(BUDGET_ADJUSTMENT.ENDED_AT, now)
                .where(
                        BUDGET_ADJUSTMENT.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_ADJUSTMENT.ADJUSTMENT_ID.eq(adjustmentId))
                .execute();
    }

    /** When it is over, by itself or by hand. */
    static @Nullable Instant end(BudgetAdjustmentRecord row) {
        Instant expires = row.getExpiresAt();
        Instant ended = row.getEndedAt();
        if (expires == null || ended == null) {
            return expires == null ? ended : expires;
        }
        return ended.isBefore(expires) ? ended : expires;
    }

    /** Empty: it was ended before it began. */
    private static Optional<Adjustment> kernel(BudgetAdjustmentRecord row) {
        Instant end = end(row);
        if (end != null && !end.isAfter(row.getStartsAt())) {
            return Optional.empty();
        }
        Adjustment.Kind kind = row.getKind().equals("override") ? Adjustment.Kind.OVERRIDE : Adjustment.Kind.TOP_UP;
        return Optional.of(new Adjustment(kind, row.getAmountNanos(), row.getStartsAt(), end));
    }
}
