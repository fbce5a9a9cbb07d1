package dev.bursar.adminapi.catalog;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param price in force now; null: unpriced
 * @param unpricedBecause a sentence for whoever is refused for want of a price; may be empty
 * @param thinksBeyondLimit the provider's {@code max_tokens} does not limit reasoning
 */
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
        @Nullable Price price,
        String unpricedBecause,
        boolean thinksBeyondLimit) {
    /** Amounts per million tokens, but for those that name another unit. */
    public record Price(
            Money input,
            Money output,
            Money cacheRead,
            Money cacheWrite,
            Money audioInput,
            Money audioOutput,
            Money perRequest,
            Money perInputImage,
            Money perOutputImage,
            Money perToolCall,
            OffsetDateTime effectiveFrom,
            String source) {}
}
