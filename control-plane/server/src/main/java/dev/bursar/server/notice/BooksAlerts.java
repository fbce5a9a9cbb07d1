package dev.bursar.server.notice;

import dev.bursar.adminapi.ledger.LedgerCheck.Difference;
import dev.bursar.server.ledger.BooksAlarm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Tells of differences in the books: every channel, the administrators, and whoever runs the installation. */
@Component
final class BooksAlerts implements BooksAlarm {
    /** Named in words; the comparison has all of them. */
    private static final int MOST_NAMED = 3;

    private final Alerts alerts;

    BooksAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public void raise(DSLContext tx, UUID organizationId, UUID checkId, List<Difference> differences) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("checkId", checkId.toString());
        facts.put("differences", differences.stream().map(BooksAlerts::facts).toList());
        alerts.raiseAlways(
                tx,
                organizationId,
                new Alerts.Crossing(null, "books", null, checkId.toString(), sentence(differences), facts),
                true);
    }

    private static String sentence(List<Difference> differences) {
        String named = differences.stream()
                .limit(MOST_NAMED)
                .map(one -> one.what().replace('_', ' ') + " of " + one.subject() + " is "
                        + one.found().usd() + " USD, its parts sum to "
                        + one.expected().usd() + " USD")
                .collect(Collectors.joining("; "));
        int more = differences.size() - MOST_NAMED;
        return "The books differ: " + named + (more > 0 ? "; and " + more + " more." : ".");
    }

    private static Map<String, Object> facts(Difference one) {
        return Map.of(
                "what", one.what(),
                "subject", one.subject(),
                "expectedUsd", one.expected().usd(),
                "foundUsd", one.found().usd());
    }
}
