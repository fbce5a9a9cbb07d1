package dev.bursar.server.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests that one transaction of the intake took in, all of one organization.
 *
 * @param reference names the batch
 * @param node who reported it
 */
public record UsageBatch(String reference, String node, List<Used> requests) {
    public UsageBatch {
        requests = List.copyOf(requests);
    }

    /**
     * One request.
     *
     * @param costNanos at the provider's price, what is in doubt included
     * @param providerId null: it reached none
     */
    public record Used(
            Instant startedAt, long costNanos, @Nullable UUID providerId, List<Borne> borne) {
        public Used {
            borne = List.copyOf(borne);
        }
    }

    /**
     * What a budget bore of a request.
     *
     * @param leaseId null: a soft budget
     * @param presumedNanos what a ruling had settled of the lease before this report named it
     */
    public record Borne(UUID budgetId, @Nullable UUID leaseId, long settledNanos, long presumedNanos) {}
}
