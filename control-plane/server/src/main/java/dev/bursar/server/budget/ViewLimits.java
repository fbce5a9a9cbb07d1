package dev.bursar.server.budget;

import dev.bursar.policy.budget.Window;
import dev.bursar.policy.period.Adjustment;
import dev.bursar.policy.period.LimitInForce;
import dev.bursar.policy.period.Schedule;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** Limits in force for what people look at: adjustments of all budgets of a list are read at once. */
final class ViewLimits {
    private final DSLContext tx;
    private final UUID organizationId;
    private final Map<UUID, List<Adjustment>> adjustments;

    private ViewLimits(DSLContext tx, UUID organizationId, Map<UUID, List<Adjustment>> adjustments) {
        this.tx = tx;
        this.organizationId = organizationId;
        this.adjustments = adjustments;
    }

    static ViewLimits read(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant now) {
        return new ViewLimits(tx, organizationId, JooqAdjustments.holding(tx, organizationId, budgetIds, now));
    }

    LimitInForce of(BudgetRecord budget, Schedule schedule, Window window, Instant now) {
        return budget.getCarryOver()
                ? Limits.inForce(tx, organizationId, budget, schedule, window, now)
                : LimitInForce.at(
                        now,
                        window,
                        schedule.counts(now),
                        budget.getLimitNanos(),
                        0,
                        adjustments.getOrDefault(budget.getBudgetId(), List.of()));
    }
}
