package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;
import static dev.bursar.server.sql.Tables.UNIT;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Window;
import dev.bursar.policy.period.Calendar;
import dev.bursar.policy.period.LimitInForce;
import dev.bursar.policy.period.Schedule;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.Member;
import dev.bursar.server.sql.tables.records.BudgetRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads budgets with their current period, each list in one query, and works out their limits in force. */
@Component
final class JooqBudgets {
    private static final Member ANSWERS = MEMBER.as("answers");
    private static final Member KEY_OWNER = MEMBER.as("key_owner");
    private static final Field<String> SCOPE_NAME = DSL.coalesce(
                    API_KEY.NAME, MEMBER.DISPLAY_NAME, UNIT.NAME, ORGANIZATION.NAME)
            .as("scope_name");
    private static final Field<String> OWNER = DSL.coalesce(
                    ANSWERS.DISPLAY_NAME, KEY_OWNER.DISPLAY_NAME, MEMBER.DISPLAY_NAME, DSL.inline(""))
            .as("owner_name");

    Optional<BudgetView> find(DSLContext tx, UUID organizationId, UUID budgetId, Instant now) {
        return where(tx, organizationId, BUDGET.BUDGET_ID.eq(budgetId), now).stream()
                .findFirst();
    }

    List<BudgetView> findAll(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant now) {
        return where(tx, organizationId, BUDGET.BUDGET_ID.in(budgetIds), now);
    }

    List<BudgetView> ofKeys(DSLContext tx, UUID organizationId, Collection<UUID> keyIds, Instant now) {
        return where(tx, organizationId, BUDGET.SCOPE.eq("key").and(activeOf(keyIds)), now);
    }

    /** Active ones of these units, members, keys or of the organization, oldest first. */
    List<BudgetView> ofScopes(DSLContext tx, UUID organizationId, Collection<UUID> scopeIds, Instant now) {
        return views(
                tx,
                organizationId,
                select(tx, organizationId, activeOf(scopeIds), now)
                        .orderBy(BUDGET.KIND, BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                        .fetch(),
                now);
    }

    /** The organization's own first, then the newest; one more than the page. */
    List<BudgetView> page(
            DSLContext tx, UUID organizationId, Condition wanted, Optional<Cursors.At> after, int size, Instant now) {
        // Inlined, as the index has it.
        Field<Boolean> own = DSL.field(BUDGET.SCOPE.eq(DSL.inline("organization")));
        Condition rest = after.<Condition>map(at -> DSL.row(own, BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                        .lt(isOwn(organizationId, at.id()), DSL.val(at.at()), DSL.val(at.id())))
                .orElse(DSL.noCondition());
        return views(
                tx,
                organizationId,
                select(tx, organizationId, wanted.and(rest), now)
                        .orderBy(own.desc(), BUDGET.CREATED_AT.desc(), BUDGET.BUDGET_ID.desc())
                        .limit(size + 1)
                        .fetch(),
                now);
    }

    private static Condition activeOf(Collection<UUID> scopeIds) {
        return BUDGET.SCOPE_ID.in(scopeIds).and(BUDGET.STATE.eq("active"));
    }

    private static Field<Boolean> isOwn(UUID organizationId, UUID budgetId) {
        return DSL.field(DSL.exists(DSL.selectOne()
                .from(BUDGET.as("cursor_budget"))
                .where(
                        BUDGET.as("cursor_budget").ORGANIZATION_ID.eq(organizationId),
                        BUDGET.as("cursor_budget").BUDGET_ID.eq(budgetId),
                        BUDGET.as("cursor_budget").SCOPE.eq("organization"))));
    }

    private static List<BudgetView> where(DSLContext tx, UUID organizationId, Condition wanted, Instant now) {
        return views(tx, organizationId, select(tx, organizationId, wanted, now).fetch(), now);
    }

    private static SelectConditionStep<Record> select(
            DSLContext tx, UUID organizationId, Condition wanted, Instant now) {
        Table<?> current = DSL.lateral(DSL.selectFrom(BUDGET_PERIOD)
                .where(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        BUDGET_PERIOD.BUDGET_ID.eq(BUDGET.BUDGET_ID),
                        BUDGET_PERIOD.PERIOD_START.le(now))
                .orderBy(BUDGET_PERIOD.PERIOD_START.desc())
                .limit(1)
                .asTable(BUDGET_PERIOD));
        return tx.select(BUDGET.fields())
                .select(BUDGET_PERIOD.PERIOD_START, BUDGET_PERIOD.PERIOD_END, BUDGET_PERIOD.SETTLED_NANOS)
                .select(BUDGET_PERIOD.LEASED_NANOS, BUDGET_PERIOD.IN_DOUBT_NANOS, BUDGET_PERIOD.OVERRUN_NANOS)
                .select(SCOPE_NAME, OWNER)
                .select(ORGANIZATION.TIME_ZONE, ORGANIZATION.WEEK_START, ORGANIZATION.FISCAL_YEAR_START_MONTH)
                .from(BUDGET)
                .join(ORGANIZATION)
                .on(ORGANIZATION.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID))
                .leftJoin(API_KEY)
                .on(
                        API_KEY.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        API_KEY.KEY_ID.eq(BUDGET.SCOPE_ID),
                        BUDGET.SCOPE.eq("key"))
                .leftJoin(MEMBER)
                .on(
                        MEMBER.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        MEMBER.MEMBER_ID.eq(BUDGET.SCOPE_ID),
                        BUDGET.SCOPE.eq("member"))
                .leftJoin(UNIT)
                .on(
                        UNIT.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        UNIT.UNIT_ID.eq(BUDGET.SCOPE_ID),
                        UNIT.KIND.eq(BUDGET.SCOPE))
                .leftJoin(ANSWERS)
                .on(ANSWERS.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID), ANSWERS.MEMBER_ID.eq(BUDGET.OWNER_MEMBER_ID))
                .leftJoin(KEY_OWNER)
                .on(
                        KEY_OWNER.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID),
                        KEY_OWNER.MEMBER_ID.eq(API_KEY.OWNER_MEMBER_ID))
                .leftJoin(current)
                .on(DSL.trueCondition())
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), wanted);
    }

    private static List<BudgetView> views(
            DSLContext tx, UUID organizationId, List<? extends Record> rows, Instant now) {
        ViewLimits limits = ViewLimits.read(
                tx,
                organizationId,
                rows.stream().map(row -> row.get(BUDGET.BUDGET_ID)).toList(),
                now);
        return rows.stream().map(row -> view(limits, row, now)).toList();
    }

    private static BudgetView view(ViewLimits limits, Record row, Instant now) {
        BudgetRecord budget = row.into(BUDGET);
        Calendar calendar = Schedules.calendar(
                row.get(ORGANIZATION.TIME_ZONE),
                row.get(ORGANIZATION.WEEK_START),
                row.get(ORGANIZATION.FISCAL_YEAR_START_MONTH));
        Schedule schedule = Schedules.of(budget.getPeriod(), calendar, budget.getStartsOn(), budget.getEndsOn());
        @Nullable Instant end = row.get(BUDGET_PERIOD.PERIOD_END);
        boolean running = row.get(BUDGET_PERIOD.PERIOD_START) != null && (end == null || end.isAfter(now));
        Window window =
                running ? new Window(row.get(BUDGET_PERIOD.PERIOD_START), end) : startingAfter(schedule.at(now), end);
        LimitInForce limit = limits.of(budget, schedule, window, now);
        return new BudgetView(
                budget,
                Objects.requireNonNullElse(row.get(SCOPE_NAME), ""),
                row.get(OWNER),
                limit,
                new Account(
                        limit.nanos(),
                        budget.getHard(),
                        running ? row.get(BUDGET_PERIOD.SETTLED_NANOS) : 0,
                        running ? row.get(BUDGET_PERIOD.LEASED_NANOS) : 0,
                        running ? row.get(BUDGET_PERIOD.IN_DOUBT_NANOS) : 0),
                running ? row.get(BUDGET_PERIOD.OVERRUN_NANOS) : 0,
                window);
    }

    /** Periods never overlap, also where the calendar was changed. */
    private static Window startingAfter(Window window, @Nullable Instant before) {
        return before != null && before.isAfter(window.start()) ? new Window(before, window.end()) : window;
    }
}
