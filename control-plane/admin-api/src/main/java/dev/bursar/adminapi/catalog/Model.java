package dev.bursar.adminapi.catalog;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param price in force now; null: unpriced */
public record Model(
        String name,
        String displayName,
        UUID providerId,
        String providerName,
        String upstreamModel,
        long contextTokens,
        long maxOutputTokens,
        List<String> inputModalities,
        List<String> outputModalities,
        @Nullable Price price) {
    /** Amounts per million tokens. */
    public record Price(
            Money input,
            Money output,
            Money cacheRead,
            Money cacheWrite,
            OffsetDateTime effectiveFrom,
            String source) {}
}
