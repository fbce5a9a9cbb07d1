package dev.bursar.gateway.metering;

import dev.bursar.policy.money.Tokens;
import java.util.List;

/**
 * One call as the control plane will know it. Epoch and sequence are added when it is spooled.
 *
 * @param eventId a UUID, also the request id that the client was told
 * @param firstByteMicros 0: no byte came
 * @param costNanos what was settled plus what stays in doubt, or the true cost where it passed the hold
 * @param estimated the provider reported no usage
 * @param upstreamStatus 0: none
 * @param errorCode the code that the client saw; may be empty
 */
public record UsageRecord(
        String eventId,
        String organizationId,
        String keyId,
        String model,
        String providerId,
        long startedAtMillis,
        long durationMicros,
        long firstByteMicros,
        Outcome outcome,
        boolean streamed,
        Tokens tokens,
        long costNanos,
        String priceId,
        boolean estimated,
        List<Charge> charges,
        int upstreamStatus,
        String errorCode) {}
