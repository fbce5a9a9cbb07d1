package dev.bursar.server.budget;

import dev.bursar.policy.budget.Resolution;
import dev.bursar.policy.budget.Ruling;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.TreasuryException;
import dev.bursar.policy.budget.UsageBook;
import dev.bursar.policy.budget.UsageReport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Where other capabilities move budgets' money, in their own transaction. */
@Component
public final class Bookings {
    private final BookStores stores;
    private final Treasury treasury;

    Bookings(BookStores stores, Treasury treasury) {
        this.stores = stores;
        this.treasury = treasury;
    }

    /**
     * Books usage events of a node, each once. Locks all accounts that they need, in the order in which every
     * transaction locks.
     *
     * @param usage records the events and what was booked, in the same transaction
     * @param reports each id once, sorted by id
     * @return as recorded, with their objections; without those that were recorded before
     */
    public List<UsageReport> report(
            DSLContext tx,
            UUID organizationId,
            UUID nodeId,
            UsageBook usage,
            Collection<UsageReport> reports,
            Instant now) {
        return treasury.report(stores.open(tx, organizationId, now), usage, nodeId, reports, now);
    }

    /**
     * Takes money out of doubt by a person's ruling, all of that doubt at once: moves it at every budget that it
     * concerns, and writes the rows of {@code doubt_resolution}. Locks those accounts. What the caller adds (audit
     * entry, ledger entry) belongs after it in the same transaction.
     *
     * @return what moved, one for each budget
     * @throws TreasuryException {@code doubt_unknown} if nothing of it is in doubt (any more), {@code
     *     more_than_in_doubt} if less is
     */
    public List<Resolution> resolve(DSLContext tx, UUID organizationId, Ruling ruling) {
        return treasury.resolve(stores.open(tx, organizationId, ruling.at()), ruling);
    }
}
