package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;
import static dev.bursar.server.sql.Tables.MEMBER;
import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.policy.budget.Account;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.sql.tables.Member;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
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

/** Reads budgets with their current period, each list in one query. */
@Component
final class JooqBudgets {
    private static final Member KEY_OWNER = MEMBER.as("key_owner");
    private static final Field<String> SCOPE_NAME =
            DSL.coalesce(API_KEY.NAME, MEMBER.DISPLAY_NAME, ORGANIZATION.NAME).as("scope_name");
    private static final Field<String> OWNER = DSL.coalesce(KEY_OWNER.DISPLAY_NAME, MEMBER.DISPLAY_NAME, DSL.inline(""))
            .as("owner_name");

    Optional<BudgetView> find(DSLContext tx, UUID organizationId, UUID budgetId, Instant now) {
        return views(tx, organizationId, BUDGET.BUDGET_ID.eq(budgetId), now).stream()
                .findFirst();
    }

    List<BudgetView> findAll(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant now) {
        return views(tx, organizationId, BUDGET.BUDGET_ID.in(budgetIds), now);
    }

    List<BudgetView> ofKeys(DSLContext tx, UUID organizationId, Collection<UUID> keyIds, Instant now) {
        Condition ownActive =
                BUDGET.SCOPE.eq("key").and(BUDGET.SCOPE_ID.in(keyIds)).and(BUDGET.STATE.eq("active"));
        return views(tx, organizationId, ownActive, now);
    }

    /** The organization's own first, then the newest; one more than the page. */
    List<BudgetView> page(
            DSLContext tx,
            UUID organizationId,
            @Nullable String scope,
            Optional<Cursors.At> after,
            int size,
            Instant now) {
        Field<Boolean> own = DSL.field(BUDGET.SCOPE.eq("organization"));
        Condition wanted = scope == null ? DSL.noCondition() : BUDGET.SCOPE.eq(scope);
        Condition rest = after.<Condition>map(at -> DSL.row(own, BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                        .lt(isOwn(organizationId, at.id()), DSL.val(at.at()), DSL.val(at.id())))
                .orElse(DSL.noCondition());
        return select(tx, organizationId, wanted.and(rest), now)
                .orderBy(own.desc(), BUDGET.CREATED_AT.desc(), BUDGET.BUDGET_ID.desc())
                .limit(size + 1)
                .fetch(row -> view(row, now));
    }

    private static Field<Boolean> isOwn(UUID organizationId, UUID budgetId) {
        return DSL.field(DSL.exists(DSL.selectOne()
                .from(BUDGET.as("cursor_budget"))
                .where(
                        BUDGET.as("cursor_budget").ORGANIZATION_ID.eq(organizationId),
                        BUDGET.as("cursor_budget").BUDGET_ID.eq(budgetId),
                        BUDGET.as("cursor_budget").SCOPE.eq("organization"))));
    }

    private static List<BudgetView> views(DSLContext tx, UUID organizationId, Condition wanted, Instant now) {
        return select(tx, organizationId, wanted, now).fetch(row -> view(row, now));
    }

    private static SelectConditionStep<Record> select(
            DSLContext tx, UUID organizationId, Condition wanted, Instant now) {
        Table<?> current = DSL.lateral(DSL.selectFrom(BUDGET_PERIOD)
                .where(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        BUDGET_PERIOD.BUDGET_ID.eq(BUDGET.BUDGET_ID),
                        JooqPeriods.holds(now))
                .orderBy(BUDGET_PERIOD.PERIOD_START.desc())
                .limit(1)
                .asTable(BUDGET_PERIOD));
        return tx.select(BUDGET.fields())
                .select(BUDGET_PERIOD.PERIOD_START, BUDGET_PERIOD.PERIOD_END, BUDGET_PERIOD.SETTLED_NANOS)
                .select(BUDGET_PERIOD.LEASED_NANOS, BUDGET_PERIOD.IN_DOUBT_NANOS, BUDGET_PERIOD.OVERRUN_NANOS)
                .select(SCOPE_NAME, OWNER, ORGANIZATION.TIME_ZONE)
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
                .leftJoin(KEY_OWNER)
                .on(
                        KEY_OWNER.ORGANIZATION_ID.eq(API_KEY.ORGANIZATION_ID),
                        KEY_OWNER.MEMBER_ID.eq(API_KEY.OWNER_MEMBER_ID))
                .leftJoin(current)
                .on(DSL.trueCondition())
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), wanted);
    }

    private static BudgetView view(Record row, Instant now) {
        Period period = Period.of(row.get(BUDGET.PERIOD)).orElseThrow();
        @Nullable Instant start = row.get(BUDGET_PERIOD.PERIOD_START);
        boolean touched = start != null;
        ZoneId zone = ZoneId.of(row.get(ORGANIZATION.TIME_ZONE));
        Window window = start == null ? period.at(now, zone) : new Window(start, row.get(BUDGET_PERIOD.PERIOD_END));
        Account account = new Account(
                row.get(BUDGET.LIMIT_NANOS),
                row.get(BUDGET.HARD),
                touched ? row.get(BUDGET_PERIOD.SETTLED_NANOS) : 0,
                touched ? row.get(BUDGET_PERIOD.LEASED_NANOS) : 0,
                touched ? row.get(BUDGET_PERIOD.IN_DOUBT_NANOS) : 0);
        return new BudgetView(
                row.get(BUDGET.BUDGET_ID),
                row.get(BUDGET.NAME),
                row.get(BUDGET.SCOPE),
                row.get(BUDGET.SCOPE_ID),
                row.get(SCOPE_NAME),
                row.get(OWNER),
                period,
                row.get(BUDGET.STATE),
                account,
                touched ? row.get(BUDGET_PERIOD.OVERRUN_NANOS) : 0,
                window,
                row.get(BUDGET.CREATED_AT),
                row.get(BUDGET.VERSION));
    }
}
