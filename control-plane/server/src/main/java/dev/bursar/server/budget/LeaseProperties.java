package dev.bursar.server.budget;

import dev.bursar.policy.budget.LeaseTerms;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param timeToLive how long a node may use a lease after its last grant
 * @param grace how much longer its reports are waited for before the remainder is in doubt
 * @param ahead how long before a period starts its leases are granted
 * @param sweepEvery how often expired leases are looked for
 */
@ConfigurationProperties(prefix = "bursar.leases", ignoreUnknownFields = false)
record LeaseProperties(
        @DefaultValue("10m") Duration timeToLive,
        @DefaultValue("2m") Duration grace,
        @DefaultValue("5m") Duration ahead,
        @DefaultValue("5s") Duration sweepEvery) {
    LeaseProperties {
        if (!timeToLive.isPositive() || grace.isNegative() || ahead.isNegative() || !sweepEvery.isPositive()) {
            throw new IllegalArgumentException("bursar.leases: durations are positive");
        }
    }

    LeaseTerms terms() {
        return new LeaseTerms(timeToLive, grace, ahead);
    }
}
