package dev.bursar.policy.period;

import dev.bursar.policy.money.Nanos;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes a budget's limit for a while.
 *
 * @param amountNanos 0 to {@link Nanos#MAX}
 * @param end when it expired or was ended, whichever comes first; null: with the period that it starts in, for an
 *     override never by itself
 */
public record Adjustment(
        Kind kind,
        long amountNanos,
        Instant start,
        @Nullable Instant end) {
    /** What the amount does to the limit. */
    public enum Kind {
        /** Adds to the period that it starts in. */
        TOP_UP,
        /** Replaces the budget's own limit. */
        OVERRIDE
    }

    public Adjustment {
        if (amountNanos < 0 || amountNanos > Nanos.MAX) {
            throw new IllegalArgumentException("an amount is 0 or more, and not above the largest");
        }
    }

    boolean holds(Instant at) {
        return !at.isBefore(start) && (end == null || at.isBefore(end));
    }
}
