package dev.bursar.adminapi.usage;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * One request as a gateway reported it; never its content.
 *
 * @param outcome {@code completed}, {@code client_gone}, {@code provider_failed}, {@code refused}, {@code cut} (by the provider) or
 *     {@code budget_cut} (an elastic hold was used up)
 * @param estimated the provider reported no usage
 * @param errorCode what the client was told; empty: no error
 */
public record UsageRequest(
        UUID id,
        UUID keyId,
        String keyName,
        String model,
        OffsetDateTime startedAt,
        long durationMicros,
        long firstByteMicros,
        String outcome,
        boolean streamed,
        long promptTokens,
        long completionTokens,
        Money cost,
        Money inDoubt,
        boolean estimated,
        String node,
        String errorCode) {}
