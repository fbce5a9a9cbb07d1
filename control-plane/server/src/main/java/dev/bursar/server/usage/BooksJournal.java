package dev.bursar.server.usage;

import dev.bursar.policy.budget.Posting;
import dev.bursar.server.ledger.UsageBatch;
import dev.bursar.server.ledger.UsagePostings;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Tells the books of each batch. */
@Component
final class BooksJournal implements UsageJournal {
    private final UsagePostings postings;

    BooksJournal(UsagePostings postings) {
        this.postings = postings;
    }

    /** The entry is named by the batch's first event. */
    @Override
    public void takenIn(DSLContext tx, UUID organizationId, Batch batch) {
        postings.post(
                tx,
                organizationId,
                new UsageBatch(
                        batch.items().getFirst().eventId().toString(),
                        batch.node(),
                        batch.items().stream().map(BooksJournal::used).toList()));
    }

    private static UsageBatch.Used used(Item item) {
        return new UsageBatch.Used(
                item.startedAt(),
                item.costNanos(),
                item.providerId(),
                item.postings().stream().map(BooksJournal::borne).toList());
    }

    private static UsageBatch.Borne borne(Posting posting) {
        return new UsageBatch.Borne(
                posting.budgetId(), posting.leaseId(), posting.settledNanos(), posting.presumedNanos());
    }
}
