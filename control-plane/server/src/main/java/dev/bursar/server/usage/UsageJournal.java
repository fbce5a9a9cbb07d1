package dev.bursar.server.usage;

import dev.bursar.policy.budget.Posting;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Told of every batch of usage that is taken in, inside its transaction, after accounts, events and charges were
 * written. What it throws undoes the batch, and the node reports it again.
 */
public interface UsageJournal {
    /** @param batch at least one item, each event once in all batches */
    void takenIn(DSLContext tx, UUID organizationId, Batch batch);

    /**
     * One organization's events of one report.
     *
     * @param at when it was taken in
     * @param node the name of the node that reported
     */
    record Batch(Instant at, String node, List<Item> items) {
        public Batch {
            items = List.copyOf(items);
        }
    }

    /**
     * One event that was booked.
     *
     * @param providerId null: no provider was called
     * @param costNanos as reported: what was settled, what stays in doubt and what was above every bound
     * @param postings one for each budget on its path; none where the key has no budget
     */
    record Item(UUID eventId, Instant startedAt, @Nullable UUID providerId, long costNanos, List<Posting> postings) {
        public Item {
            postings = List.copyOf(postings);
        }
    }
}
