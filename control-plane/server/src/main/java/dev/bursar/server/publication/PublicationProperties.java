package dev.bursar.server.publication;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param freshFor how long a node may take what it has for current; each heartbeat renews it
 * @param heartbeatEvery a third of {@code freshFor} or less, so that two may be lost
 * @param keptDeltas how many a slow node may be behind before it gets a snapshot
 * @param partBytes a snapshot that is larger goes to nodes in parts of about so many bytes
 */
@ConfigurationProperties(prefix = "bursar.publication", ignoreUnknownFields = false)
record PublicationProperties(
        @DefaultValue("30s") Duration freshFor,
        @DefaultValue("10s") Duration heartbeatEvery,
        @DefaultValue("256") int keptDeltas,
        @DefaultValue("1MB") DataSize partBytes) {
    private static final long LEAST_PART_BYTES = 4 << 10;
    private static final long MOST_PART_BYTES = 64 << 20;

    PublicationProperties {
        if (!heartbeatEvery.isPositive() || freshFor.compareTo(heartbeatEvery) <= 0) {
            throw new IllegalArgumentException(
                    "bursar.publication.fresh-for is longer than bursar.publication.heartbeat-every");
        }
        if (keptDeltas < 1) {
            throw new IllegalArgumentException("bursar.publication.kept-deltas is 1 or more");
        }
        if (partBytes.toBytes() < LEAST_PART_BYTES || partBytes.toBytes() > MOST_PART_BYTES) {
            throw new IllegalArgumentException("bursar.publication.part-bytes is 4KB to 64MB");
        }
    }
}
