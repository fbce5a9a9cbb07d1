package dev.bursar.server.notice;

import dev.bursar.policy.notice.Anomaly;
import dev.bursar.policy.notice.Forecast;
import dev.bursar.policy.notice.Threshold;
import dev.bursar.server.platform.web.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Evaluates an organization's rules. Reads the accounts of running periods and the hours kept of them, never events:
 * the work grows with the number of budgets, not of requests. The decisions are the kernel's.
 */
@Component
final class Evaluator {
    /** Budgets whose hours are kept, in one organization. */
    static final int MOST_SAMPLED = 2000;

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;
    /** A budget without end is forecast this far. */
    private static final Duration HORIZON = Duration.ofDays(7);
    /** An anomaly is at least this part of the limit: below, nobody cares. */
    private static final int FLOOR_PART = 100;

    private final JooqRules rules;
    private final JooqWatched watched;
    private final JooqSpendHours hours;
    private final Alerts alerts;

    Evaluator(JooqRules rules, JooqWatched watched, JooqSpendHours hours, Alerts alerts) {
        this.rules = rules;
        this.watched = watched;
        this.hours = hours;
        this.alerts = alerts;
    }

    /** @return whether there is any rule */
    boolean evaluate(DSLContext tx, UUID organizationId, Instant now) {
        List<Rule> active = rules.active(tx, organizationId);
        thresholds(tx, organizationId, of(active, "threshold"), now);
        hourly(tx, organizationId, of(active, "forecast"), of(active, "anomaly"), now);
        return !active.isEmpty();
    }

    private void thresholds(DSLContext tx, UUID organizationId, List<Rule> thresholds, Instant now) {
        if (thresholds.isEmpty()) {
            return;
        }
        int least = thresholds.stream().mapToInt(Evaluator::percent).min().orElseThrow();
        @Nullable UUID last = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            List<Watched> budgets = watched.spending(tx, organizationId, least, last, PAGE, now);
            for (Watched budget : budgets) {
                threshold(tx, organizationId, thresholds, budget);
            }
            if (budgets.size() < PAGE) {
                return;
            }
            last = budgets.getLast().budgetId();
        }
    }

    private void threshold(DSLContext tx, UUID organizationId, List<Rule> thresholds, Watched budget) {
        for (Rule rule : thresholds) {
            if (rule.watches(budget.budgetId())
                    && Threshold.crossed(budget.spentNanos(), budget.limitNanos(), percent(rule))) {
                String sentence = "The budget " + budget.name() + " has spent " + percent(rule) + "% of its limit: "
                        + usd(budget.spentNanos()) + " of " + usd(budget.limitNanos()) + " USD.";
                raise(tx, organizationId, rule, budget, budget.crossing(), sentence, Map.of("percent", percent(rule)));
            }
        }
    }

    /** Once an hour: whoever samples the hour looks at it. */
    private void hourly(DSLContext tx, UUID organizationId, List<Rule> forecasts, List<Rule> anomalies, Instant now) {
        List<Rule> both = java.util.stream.Stream.concat(forecasts.stream(), anomalies.stream())
                .toList();
        if (both.isEmpty()) {
            return;
        }
        List<UUID> named =
                both.stream().map(Rule::budgetId).filter(Objects::nonNull).toList();
        boolean every = both.stream().anyMatch(rule -> rule.budgetId() == null);
        List<UUID> sampled = watched.sampled(tx, organizationId, named, every, MOST_SAMPLED);
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        if (!hours.sample(tx, organizationId, sampled, hour, now)) {
            return;
        }
        List<Watched> budgets = watched.these(tx, organizationId, sampled, now);
        forecasts(tx, organizationId, forecasts, budgets, hour, now);
        anomalies(tx, organizationId, anomalies, budgets, hour);
    }

    private void forecasts(
            DSLContext tx, UUID organizationId, List<Rule> rules, List<Watched> budgets, Instant hour, Instant now) {
        if (rules.isEmpty()) {
            return;
        }
        Map<UUID, List<Long>> recent = hours.recent(tx, organizationId, ids(budgets), hour);
        for (Watched budget : budgets) {
            OptionalLong left = Forecast.millisLeft(
                    budget.spentNanos(), budget.limitNanos(), recent.getOrDefault(budget.budgetId(), List.of()));
            Instant end = budget.periodEnd() == null ? now.plus(HORIZON) : budget.periodEnd();
            if (left.isPresent()
                    && left.getAsLong() < Duration.between(now, end).toMillis()) {
                forecast(tx, organizationId, rules, budget, now.plusMillis(left.getAsLong()));
            }
        }
    }

    private void forecast(DSLContext tx, UUID organizationId, List<Rule> rules, Watched budget, Instant reached) {
        Instant minute = reached.truncatedTo(ChronoUnit.MINUTES);
        String sentence = "At the pace of the last days the budget " + budget.name() + " reaches its limit of "
                + usd(budget.limitNanos()) + " USD at " + minute
                + (budget.periodEnd() == null ? "." : ", before its period ends.");
        for (Rule rule : rules) {
            if (rule.watches(budget.budgetId())) {
                raise(
                        tx,
                        organizationId,
                        rule,
                        budget,
                        budget.crossing(),
                        sentence,
                        Map.of("reachedAt", minute.toString()));
            }
        }
    }

    private void anomalies(DSLContext tx, UUID organizationId, List<Rule> rules, List<Watched> budgets, Instant hour) {
        if (rules.isEmpty()) {
            return;
        }
        Map<UUID, Long> spent = hours.of(tx, organizationId, ids(budgets), hour);
        Map<UUID, List<Long>> before = hours.sameHours(tx, organizationId, ids(budgets), hour);
        for (Watched budget : budgets) {
            long inHour = spent.getOrDefault(budget.budgetId(), 0L);
            OptionalLong usual = Anomaly.unusual(
                    inHour, before.getOrDefault(budget.budgetId(), List.of()), budget.limitNanos() / FLOOR_PART);
            if (usual.isPresent()) {
                anomaly(tx, organizationId, rules, budget, hour, inHour, usual.getAsLong());
            }
        }
    }

    private void anomaly(
            DSLContext tx,
            UUID organizationId,
            List<Rule> rules,
            Watched budget,
            Instant hour,
            long inHour,
            long usual) {
        String sentence = "The budget " + budget.name() + " spent " + usd(inHour) + " USD in the hour to " + hour
                + "; usual for that hour is " + usd(usual) + " USD.";
        Map<String, Object> facts = Map.of("hourSpentUsd", usd(inHour), "usualUsd", usd(usual));
        for (Rule rule : rules) {
            if (rule.watches(budget.budgetId())) {
                raise(tx, organizationId, rule, budget, hour.toString(), sentence, facts);
            }
        }
    }

    private void raise(
            DSLContext tx,
            UUID organizationId,
            Rule rule,
            Watched budget,
            String crossing,
            String sentence,
            Map<String, Object> facts) {
        Map<String, Object> all = new java.util.TreeMap<>(facts);
        all.put("limitUsd", usd(budget.limitNanos()));
        all.put("spentUsd", usd(budget.spentNanos()));
        alerts.raise(
                tx,
                organizationId,
                rule,
                budget.ownerId(),
                new Alerts.Crossing(rule.id(), rule.kind(), budget.budgetId(), crossing, sentence, all));
    }

    private static List<Rule> of(List<Rule> rules, String kind) {
        return rules.stream().filter(rule -> rule.kind().equals(kind)).toList();
    }

    private static List<UUID> ids(List<Watched> budgets) {
        return budgets.stream().map(Watched::budgetId).toList();
    }

    private static int percent(Rule rule) {
        return Objects.requireNonNull(rule.percent());
    }

    private static String usd(long nanos) {
        return Amounts.money(nanos).usd();
    }
}
