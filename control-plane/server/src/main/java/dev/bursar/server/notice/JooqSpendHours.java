package dev.bursar.server.notice;

import static dev.bursar.server.sql.Tables.SPEND_HOUR;

import dev.bursar.policy.notice.Anomaly;
import dev.bursar.policy.notice.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * What budgets spent hour by hour. Each hour a budget's settled amount is written down; the difference to the hour
 * before is what was spent, whatever the number of requests. A missed hour leaves a gap, not a spike.
 */
@Component
final class JooqSpendHours {
    static final Duration KEPT = Duration.ofDays(Anomaly.MOST_DAYS + 1);

    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * {@code former} is the period of the hour before: what it spent after that counts too.
     */
    private static final String SAMPLE = """
            INSERT INTO spend_hour (organization_id, budget_id, hour_at, period_start, settled_nanos, spent_nanos)
            SELECT b.organization_id, b.budget_id, CAST(? AS timestamptz),
                   coalesce(running.period_start, before.period_start, to_timestamp(0)),
                   coalesce(running.settled_nanos, former.settled_nanos, 0),
                   CASE WHEN before.hour_at IS NULL THEN NULL
                        WHEN running.period_start IS NULL OR running.period_start = before.period_start
                        THEN greatest(0, coalesce(running.settled_nanos, former.settled_nanos, 0) - before.settled_nanos)
                        ELSE running.settled_nanos + greatest(0, coalesce(former.settled_nanos, 0) - before.settled_nanos)
                   END
              FROM budget b
              LEFT JOIN spend_hour before
                ON before.organization_id = b.organization_id AND before.budget_id = b.budget_id
               AND before.hour_at = CAST(? AS timestamptz)
              LEFT JOIN budget_period running
                ON running.organization_id = b.organization_id AND running.budget_id = b.budget_id
               AND running.period_start <= CAST(? AS timestamptz)
               AND (running.period_end IS NULL OR running.period_end > CAST(? AS timestamptz))
              LEFT JOIN budget_period former
                ON former.organization_id = b.organization_id AND former.budget_id = b.budget_id
               AND former.period_start = before.period_start
             WHERE b.organization_id = ? AND b.budget_id = ANY (?)
            ON CONFLICT DO NOTHING
            """;

    /** @param hourAt the hour that just ended, at its end. @return false: somebody has sampled this hour already */
    boolean sample(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant hourAt, Instant now) {
        int sampled = tx.execute(
                SAMPLE, hourAt, hourAt.minus(HOUR), now, now, organizationId, budgetIds.toArray(UUID[]::new));
        if (sampled > 0) {
            tx.deleteFrom(SPEND_HOUR)
                    .where(SPEND_HOUR.ORGANIZATION_ID.eq(organizationId), SPEND_HOUR.HOUR_AT.lt(hourAt.minus(KEPT)))
                    .execute();
        }
        return sampled > 0;
    }

    /** Of the last days, by budget; gaps are left out. */
    Map<UUID, List<Long>> recent(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant hourAt) {
        return tx.select(SPEND_HOUR.BUDGET_ID, SPEND_HOUR.SPENT_NANOS)
                .from(SPEND_HOUR)
                .where(
                        SPEND_HOUR.ORGANIZATION_ID.eq(organizationId),
                        SPEND_HOUR.BUDGET_ID.in(budgetIds),
                        SPEND_HOUR.HOUR_AT.gt(hourAt.minus(HOUR.multipliedBy(Forecast.MOST_HOURS))),
                        SPEND_HOUR.HOUR_AT.le(hourAt),
                        SPEND_HOUR.SPENT_NANOS.isNotNull())
                .fetchGroups(SPEND_HOUR.BUDGET_ID, SPEND_HOUR.SPENT_NANOS);
    }

    /** Of this one hour, by budget. */
    Map<UUID, Long> of(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant hourAt) {
        return tx.select(SPEND_HOUR.BUDGET_ID, SPEND_HOUR.SPENT_NANOS)
                .from(SPEND_HOUR)
                .where(
                        SPEND_HOUR.ORGANIZATION_ID.eq(organizationId),
                        SPEND_HOUR.BUDGET_ID.in(budgetIds),
                        SPEND_HOUR.HOUR_AT.eq(hourAt),
                        SPEND_HOUR.SPENT_NANOS.isNotNull())
                .fetchMap(SPEND_HOUR.BUDGET_ID, SPEND_HOUR.SPENT_NANOS);
    }

    /** Of the same hour of the days before, by budget; gaps are left out. */
    Map<UUID, List<Long>> sameHours(DSLContext tx, UUID organizationId, Collection<UUID> budgetIds, Instant hourAt) {
        List<Instant> hours = IntStream.rangeClosed(1, Anomaly.MOST_DAYS)
                .mapToObj(day -> hourAt.minus(Duration.ofDays(day)))
                .toList();
        return tx.select(SPEND_HOUR.BUDGET_ID, SPEND_HOUR.SPENT_NANOS)
                .from(SPEND_HOUR)
                .where(
                        SPEND_HOUR.ORGANIZATION_ID.eq(organizationId),
                        SPEND_HOUR.BUDGET_ID.in(budgetIds),
                        SPEND_HOUR.HOUR_AT.in(hours),
                        SPEND_HOUR.SPENT_NANOS.isNotNull())
                .fetchGroups(SPEND_HOUR.BUDGET_ID, SPEND_HOUR.SPENT_NANOS);
    }
}
