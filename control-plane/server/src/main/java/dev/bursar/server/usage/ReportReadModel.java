package dev.bursar.server.usage;

import static dev.bursar.server.sql.Tables.API_KEY;
import static dev.bursar.server.sql.Tables.USAGE_ROLLUP;

import dev.bursar.adminapi.usage.UsageReport;
import dev.bursar.server.platform.web.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A report in one query over the roll-ups: sums by bucket and group, added up here. */
@Component
final class ReportReadModel {
    private static final int MOST_GROUPS = 50;
    private static final String OTHERS = "";

    private static final Field<String> GROUP = DSL.field("report_group", String.class);
    private static final Field<String> LABEL = DSL.field("report_label", String.class);
    private static final Field<BigDecimal> REQUESTS = DSL.sum(USAGE_ROLLUP.REQUESTS);
    private static final Field<BigDecimal> REFUSALS = DSL.sum(USAGE_ROLLUP.REFUSALS);
    private static final Field<BigDecimal> FAILURES = DSL.sum(USAGE_ROLLUP.FAILURES);
    private static final Field<BigDecimal> PROMPT = DSL.sum(USAGE_ROLLUP.PROMPT_TOKENS);
    private static final Field<BigDecimal> COMPLETION = DSL.sum(USAGE_ROLLUP.COMPLETION_TOKENS);
    private static final Field<BigDecimal> COST = DSL.sum(USAGE_ROLLUP.COST_NANOS);

    /** By what a report is broken down. */
    enum By {
        MODEL,
        KEY
    }

    /** @param visible which keys the reader may see */
    UsageReport report(
            DSLContext tx, UUID organizationId, Stretch stretch, By by, @Nullable UUID keyId, Condition visible) {
        Map<String, Line> groups = new LinkedHashMap<>();
        List<Line> buckets = new ArrayList<>();
        rows(tx, organizationId, stretch, by, keyId, visible).forEach(line -> {
            buckets.add(line);
            groups.merge(line.group(), line, Line::plus);
        });
        List<Line> largest = groups.values().stream()
                .sorted(Comparator.comparing(Line::cost)
                        .thenComparing(Line::requests)
                        .reversed())
                .limit(MOST_GROUPS)
                .toList();
        List<String> shown = largest.stream().map(Line::group).toList();
        return new UsageReport(
                utc(stretch.from()),
                utc(stretch.to()),
                stretch.grainText(),
                groups.values().stream().reduce(Line.NONE, Line::plus).totals(),
                series(buckets, shown),
                largest.stream()
                        .map(line -> new UsageReport.Group(line.group(), line.label(), line.totals()))
                        .toList());
    }

    /** Groups beyond the largest are one, without a name: the series adds up to the totals. */
    private static List<UsageReport.Bucket> series(List<Line> buckets, List<String> shown) {
        Map<List<Object>, Line> series = new LinkedHashMap<>();
        for (Line line : buckets) {
            String group = shown.contains(line.group()) ? line.group() : OTHERS;
            series.merge(List.of(line.at(), group), line.in(group), Line::plus);
        }
        return series.values().stream().map(Line::bucket).toList();
    }

    private static List<Line> rows(
            DSLContext tx, UUID organizationId, Stretch stretch, By by, @Nullable UUID keyId, Condition visible) {
        Field<String> group = switch (by) {
            case MODEL -> USAGE_ROLLUP.MODEL;
            case KEY -> USAGE_ROLLUP.KEY_ID.cast(String.class);
        };
        Field<String> label = switch (by) {
            case MODEL -> USAGE_ROLLUP.MODEL;
            case KEY -> DSL.coalesce(API_KEY.NAME, DSL.inline(""));
        };
        return tx.select(USAGE_ROLLUP.BUCKET_AT, group.as(GROUP), label.as(LABEL))
                .select(REQUESTS, REFUSALS, FAILURES, PROMPT, COMPLETION, COST)
                .from(USAGE_ROLLUP)
                .leftJoin(API_KEY)
                .on(API_KEY.ORGANIZATION_ID.eq(USAGE_ROLLUP.ORGANIZATION_ID), API_KEY.KEY_ID.eq(USAGE_ROLLUP.KEY_ID))
                .where(
                        USAGE_ROLLUP.ORGANIZATION_ID.eq(organizationId),
                        USAGE_ROLLUP.GRAIN.eq(stretch.grainText()),
                        USAGE_ROLLUP.BUCKET_AT.ge(stretch.firstBucket()),
                        USAGE_ROLLUP.BUCKET_AT.lt(stretch.to()),
                        keyId == null ? DSL.noCondition() : USAGE_ROLLUP.KEY_ID.eq(keyId),
                        visible)
                .groupBy(USAGE_ROLLUP.BUCKET_AT, group, label)
                .orderBy(USAGE_ROLLUP.BUCKET_AT, group)
                .fetch(ReportReadModel::line);
    }

    private static Line line(Record row) {
        return new Line(
                row.get(USAGE_ROLLUP.BUCKET_AT),
                row.get(GROUP),
                row.get(LABEL),
                exact(row.get(COST)),
                exact(row.get(REQUESTS)),
                exact(row.get(REFUSALS)),
                exact(row.get(FAILURES)),
                exact(row.get(PROMPT)),
                exact(row.get(COMPLETION)));
    }

    /** Saturates: a sum of a rogue node's numbers is no reason to fail. */
    private static long exact(BigDecimal sum) {
        return sum.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Sums of one group, in one bucket or over all. */
    private record Line(
            Instant at,
            String group,
            String label,
            long cost,
            long requests,
            long refusals,
            long failures,
            long prompt,
            long completion) {
        static final Line NONE = new Line(Instant.EPOCH, "", "", 0, 0, 0, 0, 0, 0);

        Line plus(Line other) {
            return new Line(
                    at,
                    group,
                    label,
                    cost + other.cost,
                    requests + other.requests,
                    refusals + other.refusals,
                    failures + other.failures,
                    prompt + other.prompt,
                    completion + other.completion);
        }

        Line in(String otherGroup) {
            return new Line(at, otherGroup, label, cost, requests, refusals, failures, prompt, completion);
        }

        UsageReport.Totals totals() {
            return new UsageReport.Totals(Amounts.money(cost), requests, refusals, failures, prompt, completion);
        }

        UsageReport.Bucket bucket() {
            return new UsageReport.Bucket(utc(at), group, Amounts.money(cost), requests, refusals);
        }
    }
}
