package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.BUDGET_PERIOD;

import dev.bursar.policy.period.Pace;
import dev.bursar.server.sql.tables.records.BudgetPeriodRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A budget over time: periods, and what was spent when. What a person resolved counts when it was resolved. */
@Component
final class HistoryReadModel {
    static final int MOST_POINTS = 400;
    private static final Duration LOOKS_BACK = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofHours(1);
    /** That of {@code budget_spend}. */
    private static final Duration SHORTEST_STEP = Duration.ofMinutes(5);

    private static final String SPENDING = """
            WITH spending AS (
                SELECT step_at AS at, settled_nanos AS nanos FROM budget_spend
                WHERE organization_id = ? AND budget_id = ? AND period_start = ?::timestamptz
                UNION ALL
                SELECT r.resolved_at, r.spent_nanos FROM doubt_resolution r
                WHERE r.organization_id = ? AND r.budget_id = ? AND r.period_start = ?::timestamptz)
            """;

    private static final String BOUNDS =
            SPENDING + "SELECT min(at), coalesce(sum(nanos) FILTER (WHERE at > ?::timestamptz), 0)"
                    + "::bigint FROM spending WHERE nanos > 0";

    private static final String STEPS = SPENDING + """
            SELECT step, (sum(nanos) OVER (ORDER BY step))::bigint FROM (
                SELECT greatest(0, floor(extract(epoch FROM at - ?::timestamptz) * 1000 / ?))::bigint AS step, sum(nanos) AS nanos
                FROM spending WHERE nanos > 0 GROUP BY 1) steps ORDER BY step""";

    /** @param at end of the step. @param spentNanos until then */
    record Point(Instant at, long spentNanos) {}

    /** Newest first; one more than the page. @param before the start of the last one shown; null: from the newest */
    List<BudgetPeriodRecord> page(DSLContext tx, UUID organization, UUID budget, @Nullable Instant before, int size) {
        Condition rest = before == null ? DSL.noCondition() : BUDGET_PERIOD.PERIOD_START.lt(before);
        return tx.selectFrom(BUDGET_PERIOD)
                .where(BUDGET_PERIOD.ORGANIZATION_ID.eq(organization), BUDGET_PERIOD.BUDGET_ID.eq(budget), rest)
                .orderBy(BUDGET_PERIOD.PERIOD_START.desc())
                .limit(size + 1)
                .fetch();
    }

    Optional<BudgetPeriodRecord> find(DSLContext tx, UUID organization, UUID budget, Instant start) {
        return tx.selectFrom(BUDGET_PERIOD)
                .where(
                        BUDGET_PERIOD.ORGANIZATION_ID.eq(organization),
                        BUDGET_PERIOD.BUDGET_ID.eq(budget),
                        BUDGET_PERIOD.PERIOD_START.eq(start))
                .fetchOptional();
    }

    /** Of the last days of the period, to go by; empty: too little. @param until now, or the period's end */
    Optional<Pace> pace(DSLContext tx, UUID organization, UUID budget, Instant start, Instant until) {
        Instant since = until.minus(LOOKS_BACK);
        var row = tx.resultQuery(BOUNDS, organization, budget, start, organization, budget, start, since)
                .fetchSingle();
        @Nullable Instant first = row.get(0, Instant.class);
        if (first == null) {
            return Optional.empty();
        }
        Instant from = first.isAfter(since) ? first : since;
        Duration over = Duration.between(from, until);
        return over.compareTo(SHORTEST) < 0 ? Optional.empty() : Optional.of(new Pace(row.get(1, Long.class), over));
    }

    /** Ascending, at most {@link #MOST_POINTS}. @param until now, or the period's end */
    List<Point> points(DSLContext tx, UUID organization, UUID budget, Instant start, Instant until) {
        var bounds = tx.resultQuery(BOUNDS, organization, budget, start, organization, budget, start, until)
                .fetchSingle();
        @Nullable Instant first = bounds.get(0, Instant.class);
        if (first == null) {
            return List.of();
        }
        Instant from = first.isBefore(start) || start.getEpochSecond() > 0 ? start : first;
        long millis = Math.max(
                SHORTEST_STEP.toMillis(),
                Math.max(0, Duration.between(from, until).toMillis()) / (MOST_POINTS - 1) + 1);
        List<Point> points = new ArrayList<>();
        tx.resultQuery(STEPS, organization, budget, start, organization, budget, start, from, millis)
                .forEach(row -> {
                    Instant end = from.plusMillis((row.get(0, Long.class) + 1) * millis);
                    points.add(new Point(end.isAfter(until) ? until : end, row.get(1, Long.class)));
                });
        return List.copyOf(points.subList(0, Math.min(points.size(), MOST_POINTS)));
    }
}
