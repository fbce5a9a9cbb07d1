package dev.bursar.adminapi.organization;

import java.time.OffsetDateTime;
import java.util.UUID;

/** @param stalenessLimitSeconds how long gateways serve unbudgeted traffic without the control plane */
public record Organization(
        UUID id,
        String name,
        String slug,
        String timeZone,
        long stalenessLimitSeconds,
        long version,
        OffsetDateTime createdAt) {}
