package dev.bursar.server.ledger;

import java.util.UUID;
import org.jooq.DSLContext;

/** The budget that holds what an organization prepaid: the root of its tree. Its limit is what the ledger credited. */
public interface CreditBudgets {
    /**
     * @param created by this change: gateways must be told
     * @param limitNanos after the change
     */
    record Limit(UUID budgetId, boolean created, long limitNanos) {}

    /**
     * Locks the organization's settings first, so that no two top-ups make two.
     *
     * @throws dev.bursar.server.platform.web.ProblemException 409 {@code credits_too_large}
     */
    Limit raise(DSLContext tx, UUID organizationId, long nanos);

    /** @throws dev.bursar.server.platform.web.ProblemException 409 {@code credits_not_free} for more than is free */
    Limit lower(DSLContext tx, UUID organizationId, long nanos);
}
