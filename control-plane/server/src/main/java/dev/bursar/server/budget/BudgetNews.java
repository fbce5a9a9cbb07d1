package dev.bursar.server.budget;

import java.util.UUID;
import org.jooq.DSLContext;

/**
 * What people must hear of. Told in the transaction of the change, after its rows and before its audit entry, so that
 * the news commits with what it is about. Listeners write rows only; sending comes later.
 */
public interface BudgetNews {
    /** Somebody raised a budget past the four-eyes rule. @param sentence what happened, in words */
    void brokeGlass(DSLContext tx, UUID organizationId, UUID budgetId, UUID adjustmentId, String sentence);

    /** A request for more waits for an answer. @param sentence what is asked for, in words */
    void asked(DSLContext tx, UUID organizationId, UUID budgetId, UUID requestId, String sentence);
}
