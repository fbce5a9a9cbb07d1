package dev.bursar.server.publication;

import dev.bursar.nodeapi.v1.Recall;
import dev.bursar.server.platform.database.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Asks nodes to return what they hold of budgets that are short elsewhere. Goes to the nodes of all control planes, at
 * most once a second for each budget from each of them. It can only make a node return money, so a lost one costs time.
 */
@Component
public final class Recalls {
    /** Channel of LISTEN and NOTIFY. */
    static final String CHANNEL = "bursar_recall";

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Tenancy tenancy;
    private final Clock clock;
    private final Map<UUID, Instant> asked = new ConcurrentHashMap<>();

    Recalls(Tenancy tenancy, Clock clock) {
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** @param needing the node that is short: it keeps what it has */
    public void ask(Node needing, UUID organizationId, Collection<UUID> budgetIds) {
        Instant now = clock.instant();
        for (UUID budget : budgetIds) {
            if (isTurn(budget, now)) {
                String call = new Call(needing.id(), organizationId, budget).text();
                tenancy.platform(tx -> tx.execute("SELECT pg_notify(?, ?)", CHANNEL, call));
            }
        }
    }

    private boolean isTurn(UUID budget, Instant now) {
        if (asked.size() >= MOST_REMEMBERED) {
            asked.values().removeIf(at -> at.plus(EVERY).isBefore(now));
        }
        Instant last = asked.get(budget);
        if (last == null) {
            return asked.putIfAbsent(budget, now) == null;
        }
        return !now.isBefore(last.plus(EVERY)) && asked.replace(budget, last, now);
    }

    /** What control planes tell one another. */
    record Call(UUID needingNode, UUID organizationId, UUID budgetId) {
        String text() {
            return needingNode + " " + organizationId + " " + budgetId;
        }

        /** Empty: it is none. */
        static Optional<Call> of(String text) {
            String[] parts = text.split(" ", -1);
            try {
                return parts.length == 3
                        ? Optional.of(new Call(
                                UUID.fromString(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2])))
                        : Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        Recall toNode() {
            return Recall.newBuilder()
                    .setOrganizationId(organizationId.toString())
                    .setBudgetId(budgetId.toString())
                    .build();
        }
    }
}
