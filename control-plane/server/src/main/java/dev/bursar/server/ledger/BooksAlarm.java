package dev.bursar.server.ledger;

import dev.bursar.adminapi.ledger.LedgerCheck;
import java.util.UUID;

/** Whoever tells people that books disagree. Called after the finding was stored, outside its transaction. */
public interface BooksAlarm {
    /** @param check with at least one difference */
    void raise(UUID organizationId, LedgerCheck check);
}
