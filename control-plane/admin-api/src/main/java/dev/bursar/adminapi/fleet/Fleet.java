package dev.bursar.adminapi.fleet;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param headRevision newest policy revision */
public record Fleet(long headRevision, List<Gateway> gateways) {
    /**
     * @param appliedRevision equal to the head: up to date
     * @param policyError why the last update was rejected; empty: it was not
     */
    public record Gateway(
            String name,
            String address,
            String version,
            boolean connected,
            long epoch,
            long appliedRevision,
            @Nullable OffsetDateTime appliedAt,
            String policyError,
            @Nullable OffsetDateTime lastSeenAt) {}
}
