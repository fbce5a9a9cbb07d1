package dev.bursar.server.ledger;

import dev.bursar.adminapi.ledger.LedgerCheck;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Whoever tells people that books disagree. Called in the transaction that keeps the finding, once for each difference:
 * one that was there at the comparison before is not told again, one that comes back is.
 */
public interface BooksAlarm {
    /** @param differences at least one, none of which was there before */
    void raise(DSLContext tx, UUID organizationId, UUID checkId, List<LedgerCheck.Difference> differences);
}
