package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.period.Adjustment;
import dev.bursar.policy.period.LimitInForce;
import dev.bursar.policy.period.Schedule;
import dev.bursar.server.platform.appointment.Appointments;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Works out the limit in force of a budget's period and writes it to the account, under the account's lock. Changes of
 * it are always the same: change what it follows from, then {@link #refresh}.
 */
final class Limits {
    /** Periods without a row, in which nothing was spent: further back than this many, nothing is carried over. */
    private static final int MOST_SILENT_PERIODS = 400;

    private Limits() {}

    /** Now. @param window the budget's, that holds the instant */
    static LimitInForce inForce(
            DSLContext tx, UUID organizationId, BudgetRecord budget, Schedule schedule, Window window, Instant now) {
        boolean carries = budget.getCarryOver() && now.isAfter(window.start());
        Carry carry = carries ? carry(tx, organizationId, budget, window) : new Carry(window, null);
        Instant since = carry.from().start();
        List<Adjustment> adjustments = JooqAdjustments.since(tx, organizationId, List.of(budget.getBudgetId()), since)
                .getOrDefault(budget.getBudgetId(), List.of());
        long carried = carries ? carried(budget, schedule, window, carry, adjustments) : 0;
        return LimitInForce.at(now, window, schedule.counts(now), budget.getLimitNanos(), carried, adjustments);
    }

    /**
     * Writes what is in force now to the period's row, which the transaction has locked, and makes the appointment for
     * when it changes. A period that is asked for before it starts cannot know yet what it gets from the one before: it
     * is worked out once it has started.
     */
    static void refresh(
            DSLContext tx, UUID organizationId, BudgetRecord budget, BudgetPeriodRecord period, Instant now) {
        Schedule schedule = schedule(tx, organizationId, budget);
        Window window = new Window(period.getPeriodStart(), period.getPeriodEnd());
        LimitInForce limit = inForce(tx, organizationId, budget, schedule, window, now);
        boolean early = budget.getCarryOver() && !now.isAfter(window.start());
        Instant until = early ? window.start() : limit.until();
        long committed = period.getSettledNanos() + period.getLeasedNanos() + period.getInDoubtNanos();
        period.setLimitNanos(limit.nanos());
        period.setCeilingNanos(Math.max(limit.nanos(), committed));
        period.setCarriedNanos(limit.carriedNanos());
        period.setLimitUntil(until);
        tx.update(BUDGET_PERIOD)
                .set(BUDGET_PERIOD.LIMIT_NANOS, period.getLimitNanos())
                .set(BUDGET_PERIOD.CEILING_NANOS, period.getCeilingNanos())
                .set(BUDGET_PERIOD.CARRIED_NANOS, period.getCarriedNanos())
                .set(BUDGET_PERIOD.LIMIT_UNTIL, until)
                .where(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_PERIOD.BUDGET_ID.eq(period.getBudgetId()),
                        BUDGET_PERIOD.PERIOD_START.eq(period.getPeriodStart()))
                .execute();
        if (until != null) {
            String subject = period.getBudgetId().toString();
            Appointments.make(tx, organizationId, Appointments.Kind.LIMIT, subject, until);
        }
    }

    /** The same, where the period's limit is due. @param period as read; changed if its limit was due */
    static void refreshIfDue(DSLContext tx, UUID organizationId, BudgetPeriodRecord period, Instant now) {
        Instant due = period.getLimitUntil();
        if (due == null || due.isAfter(now) || !now.isAfter(period.getPeriodStart())) {
            return;
        }
        budget(tx, organizationId, period.getBudgetId())
                .ifPresent(budget -> refresh(tx, organizationId, budget, period, now));
    }

    static Schedule schedule(DSLContext tx, UUID organizationId, BudgetRecord budget) {
        return Schedules.of(
                budget.getPeriod(), Schedules.calendar(tx, organizationId), budget.getStartsOn(), budget.getEndsOn());
    }

    static Optional<BudgetRecord> budget(DSLContext tx, UUID organizationId, UUID budgetId) {
        return tx.selectFrom(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(budgetId))
                .fetchOptional();
    }

    /** Where carrying starts. @param last the last period with a row before; null: there was none */
    private record Carry(Window from, @Nullable BudgetPeriodRecord last) {}

    private static Carry carry(DSLContext tx, UUID organizationId, BudgetRecord budget, Window window) {
        BudgetPeriodRecord last = tx.selectFrom(BUDGET_PERIOD)
                .where(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(organizationId),
                        BUDGET_PERIOD.BUDGET_ID.eq(budget.getBudgetId()),
                        BUDGET_PERIOD.PERIOD_START.lt(window.start()))
                .orderBy(BUDGET_PERIOD.PERIOD_START.desc())
                .limit(1)
                .fetchOne();
        if (last != null) {
            return new Carry(new Window(last.getPeriodStart(), last.getPeriodEnd()), last);
        }
        Window first = schedule(tx, organizationId, budget).at(budget.getCreatedAt());
        return new Carry(first.start().isBefore(window.start()) ? first : window, null);
    }

    private static long carried(
            BudgetRecord budget, Schedule schedule, Window window, Carry carry, List<Adjustment> adjustments) {
        Window at = carry.from();
        BudgetPeriodRecord last = carry.last();
        long carried = last == null ? 0 : last.getCarriedNanos();
        Account spent = last == null
                ? new Account(0, true, 0, 0, 0)
                : new Account(0, true, last.getSettledNanos(), last.getLeasedNanos(), last.getInDoubtNanos());
        for (int i = 0; i < MOST_SILENT_PERIODS; i++) {
            Instant end = at.end();
            if (end == null || end.isAfter(window.start())) {
                break;
            }
            Instant close = end.minusNanos(1000);
            carried = LimitInForce.at(close, at, schedule.counts(close), budget.getLimitNanos(), carried, adjustments)
                    .leaves(spent);
            spent = new Account(0, true, 0, 0, 0);
            at = schedule.at(end);
        }
        return carried;
    }
}
