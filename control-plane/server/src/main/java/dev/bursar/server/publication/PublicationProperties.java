package dev.bursar.server.publication;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param freshFor how long a node may take what it has for current; each heartbeat renews it
 * @param heartbeatEvery a third of {@code freshFor} or less, so that two may be lost
 * @param keptDeltas how many a slow node may be behind before it gets a snapshot
 */
@ConfigurationProperties(prefix = "bursar.publication", ignoreUnknownFields = false)
record PublicationProperties(
        @DefaultValue("30s") Duration freshFor,
        @DefaultValue("10s") Duration heartbeatEvery,
        @DefaultValue("256") int keptDeltas) {
    PublicationProperties {
        if (!heartbeatEvery.isPositive() || freshFor.compareTo(heartbeatEvery) <= 0) {
            throw new IllegalArgumentException(
                    "bursar.publication.fresh-for is longer than bursar.publication.heartbeat-every");
        }
        if (keptDeltas < 1) {
            throw new IllegalArgumentException("bursar.publication.kept-deltas is 1 or more");
        }
    }
}
