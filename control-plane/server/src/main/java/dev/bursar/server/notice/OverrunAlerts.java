package dev.bursar.server.notice;

import dev.bursar.policy.budget.Posting;
import dev.bursar.server.platform.web.Amounts;
import dev.bursar.server.usage.UsageJournal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Tells once for each budget and period that a provider reported more than any bound allowed. */
@Component
final class OverrunAlerts implements UsageJournal {
    private final Alerts alerts;
    private final JooqWatched watched;

    OverrunAlerts(Alerts alerts, JooqWatched watched) {
        this.alerts = alerts;
        this.watched = watched;
    }

    @Override
    public void takenIn(DSLContext tx, UUID organizationId, Batch batch) {
        Map<List<Object>, Posting> firsts = batch.items().stream()
                .flatMap(item -> item.postings().stream())
                .filter(posting -> posting.overrunNanos() > 0)
                .collect(Collectors.toMap(
                        posting -> List.of(posting.budgetId(), posting.periodStart()),
                        posting -> posting,
                        (first, later) -> first));
        firsts.values().stream()
                .sorted(Comparator.comparing(Posting::budgetId))
                .forEach(posting -> raise(tx, organizationId, posting));
    }

    private void raise(DSLContext tx, UUID organizationId, Posting posting) {
        String overrun = Amounts.money(posting.overrunNanos()).usd();
        String sentence =
                "A provider reported " + overrun + " USD more than the stated bound of one request of the budget "
                        + watched.name(tx, organizationId, posting.budgetId())
                        + ". It is recorded as an overrun and stands outside of the limit.";
        alerts.raiseAlways(
                tx,
                organizationId,
                new Alerts.Crossing(
                        null,
                        "overrun",
                        posting.budgetId(),
                        posting.periodStart().toString(),
                        sentence,
                        Map.of("eventId", posting.eventId().toString(), "overrunUsd", overrun)),
                false);
    }
}
