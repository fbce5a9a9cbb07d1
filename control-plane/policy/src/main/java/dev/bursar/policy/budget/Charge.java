package dev.bursar.policy.budget;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request cost one budget, nano-USD.
 *
 * @param leaseId null: a soft budget
 * @param at when the request started: decides the period of a soft budget
 */
public record Charge(UUID budgetId, @Nullable UUID leaseId, long settledNanos, long inDoubtNanos, Instant at) {
    public Charge {
        if (settledNanos < 0 || inDoubtNanos < 0) {
            throw new IllegalArgumentException("no part of a charge is negative");
        }
    }
}
