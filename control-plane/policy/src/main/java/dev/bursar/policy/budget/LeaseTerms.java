package dev.bursar.policy.budget;

import java.time.Duration;

/**
 * @param timeToLive how long a node may use a lease after its last grant
 * @param grace how much longer its reports are waited for before the remainder is in doubt
 * @param ahead how long before a period starts its leases are granted
 */
public record LeaseTerms(Duration timeToLive, Duration grace, Duration ahead) {
    public LeaseTerms {
        if (!timeToLive.isPositive() || grace.isNegative() || ahead.isNegative()) {
            throw new IllegalArgumentException("a lease's durations are positive");
        }
    }
}
