package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge as it was booked; {@code settled + inDoubt + overrun + presumed} is what was reported.
 *
 * @param overrunNanos above every bound
 * @param presumedNanos what a ruling had settled before
 */
public record Posting(
        UUID eventId,
        UUID budgetId,
        Instant periodStart,
        @Nullable UUID leaseId,
        long settledNanos,
        long inDoubtNanos,
        long overrunNanos,
        long presumedNanos) {}
