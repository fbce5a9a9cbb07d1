package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A charge as it was booked; {@code settled + inDoubt + overrun} is what was reported. */
public record Posting(
        UUID eventId,
        UUID budgetId,
        Instant periodStart,
        @Nullable UUID leaseId,
        long settledNanos,
        long inDoubtNanos,
        long overrunNanos) {}
