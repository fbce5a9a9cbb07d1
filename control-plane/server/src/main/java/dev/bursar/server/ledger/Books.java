package dev.bursar.server.ledger;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Where every entry is written, in the transaction of what it is about. An organization's entries are in one order
 * without gaps, because the head's row stays locked from then on to the commit: post after budgets are locked and
 * before the audit log.
 */
@Component
public class Books {
    private final JooqEntries entries;
    private final Clock clock;

    Books(JooqEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /** Where an entry was written. */
    public record Written(UUID id, long sequence) {}

    /** @param tx in the organization's tenancy */
    public Written post(DSLContext tx, UUID organizationId, NewEntry entry) {
        return post(tx, organizationId, head -> entry);
    }

    /** @param entry made once nobody else can post before this transaction ends */
    Written post(DSLContext tx, UUID organizationId, Function<JooqEntries.Head, NewEntry> entry) {
        JooqEntries.Head head = entries.next(tx, organizationId, clock.instant());
        return entries.insert(tx, organizationId, head, entry.apply(head));
    }
}
