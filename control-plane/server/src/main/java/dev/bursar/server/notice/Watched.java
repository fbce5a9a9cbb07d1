package dev.bursar.server.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A budget in its running period.
 *
 * @param ownerId its owner, or the member whose budget or key it is; null: neither
 * @param limitNanos in force
 * @param periodEnd null: without end
 */
record Watched(
        UUID budgetId,
        String name,
        @Nullable UUID ownerId,
        Instant periodStart,
        @Nullable Instant periodEnd,
        long limitNanos,
        long spentNanos) {

    /** A raised limit can be crossed anew; the same limit of the same period once. */
    String crossing() {
        return periodStart + "/" + limitNanos;
    }
}
