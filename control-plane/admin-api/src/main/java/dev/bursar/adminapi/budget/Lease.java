package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.UUID;

/** @param state {@code open}, {@code in_doubt} or {@code closed} */
public record Lease(
        UUID id,
        String node,
        long epoch,
        String state,
        Money granted,
        Money settled,
        Money inDoubt,
        Money returned,
        OffsetDateTime expiresAt) {}
