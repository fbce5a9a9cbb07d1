package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.BUDGET;
import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Budgets as rules see them. */
@Component
final class JooqWatched {
    private static final Field<UUID> OWNER = DSL.coalesce(
                    BUDGET.OWNER_MEMBER_ID,
                    DSL.when(BUDGET.SCOPE.eq("member"), BUDGET.SCOPE_ID),
                    API_KEY.OWNER_MEMBER_ID)
            .as("owner_id");

    /** Active ones that have spent at least this share, in the order of their ids. @param after null: from the first */
    List<Watched> spending(
            DSLContext tx, UUID organizationId, int leastPercent, @Nullable UUID after, int most, Instant now) {
        Field<BigDecimal> spent =
                BUDGET_PERIOD.SETTLED_NANOS.cast(BigDecimal.class).mul(BigDecimal.valueOf(100));
        Field<BigDecimal> share =
                BUDGET_PERIOD.LIMIT_NANOS.cast(BigDecimal.class).mul(BigDecimal.valueOf(leastPercent));
        Condition wanted = BUDGET_PERIOD.SETTLED_NANOS.gt(0L).and(spent.ge(share));
        Condition rest = after == null ? DSL.noCondition() : BUDGET.BUDGET_ID.gt(after);
        return select(tx, organizationId, wanted.and(rest), most, now);
    }

    /** Those of these that are active and have a running period. */
    List<Watched> these(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant now) {
        return select(tx, organizationId, BUDGET.BUDGET_ID.in(budgetIds), Math.max(1, budgetIds.size()), now);
    }

    /** The owner that somebody named. */
    Optional<UUID> owner(DSLContext tx, UUID organizationId, UUID budgetId) {
        return tx.select(BUDGET.OWNER_MEMBER_ID)
                .from(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(budgetId))
                .fetchOptional(BUDGET.OWNER_MEMBER_ID);
    }

    String name(DSLContext tx, UUID organizationId, UUID budgetId) {
        return tx.select(BUDGET.NAME)
                .from(BUDGET)
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.BUDGET_ID.eq(budgetId))
                .fetchSingle()
                .value1();
    }

    /**
     * Whose hours are kept: those that a rule names, and for a rule without a budget those of the organization and its
     * units. A budget of one key is watched by its thresholds, or by a rule that names it.
     */
    List<UUID> sampled(DSLContext tx, UUID organizationId, Collection<UUID> named, boolean every, int most) {
        Condition shared = every ? BUDGET.SCOPE.notIn("member", "key") : DSL.falseCondition();
        return tx.select(BUDGET.BUDGET_ID)
                .from(BUDGET)
                .where(
                        BUDGET.ORGANIZATION_ID.eq(organizationId),
                        BUDGET.STATE.eq("active"),
                        shared.or(BUDGET.BUDGET_ID.in(named)))
                .orderBy(BUDGET.CREATED_AT, BUDGET.BUDGET_ID)
                .limit(most)
                .fetch(BUDGET.BUDGET_ID);
    }

    private static List<Watched> select(DSLContext tx, UUID organizationId, Condition wanted, int most, Instant now) {
        return tx.select(BUDGET.BUDGET_ID, BUDGET.NAME, OWNER)
                .select(BUDGET_PERIOD.PERIOD_START, BUDGET_PERIOD.PERIOD_END)
                .select(BUDGET_PERIOD.LIMIT_NANOS, BUDGET_PERIOD.SETTLED_NANOS)
                .from(BUDGET)
                .join(BUDGET_PERIOD)
                .on(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        BUDGET_PERIOD.BUDGET_ID.eq(BUDGET.BUDGET_ID),
                        BUDGET_PERIOD.PERIOD_START.le(now),
                        BUDGET_PERIOD.PERIOD_END.isNull().or(BUDGET_PERIOD.PERIOD_END.gt(now)))
                .leftJoin(API_KEY)
                .on(
                        API_KEY.ORGANIZATION_ID.eq(BUDGET.ORGANIZATION_ID),
                        API_KEY.KEY_ID.eq(BUDGET.SCOPE_ID),
                        BUDGET.SCOPE.eq("key"))
                .where(BUDGET.ORGANIZATION_ID.eq(organizationId), BUDGET.STATE.eq("active"), wanted)
                .orderBy(BUDGET.BUDGET_ID)
                .limit(most)
                .fetch(JooqWatched::watched);
    }

    private static Watched watched(Record row) {
        return new Watched(
                row.get(BUDGET.BUDGET_ID),
                row.get(BUDGET.NAME),
                row.get(OWNER),
                row.get(BUDGET_PERIOD.PERIOD_START),
                row.get(BUDGET_PERIOD.PERIOD_END),
                row.get(BUDGET_PERIOD.LIMIT_NANOS),
                row.get(BUDGET_PERIOD.SETTLED_NANOS));
    }
}
