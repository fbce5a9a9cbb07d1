package dev.bursar.gateway.metering;

import dev.bursar.gateway.policy.Model;

/**
 * What is known of a call from its beginning.
 *
 * @param eventId also the request id that the client was told
 * @param endedNanos {@code System.nanoTime()} at its end
 */
public record CallFacts(
        String eventId, String organizationId, String keyId, Model model, boolean streamed, long endedNanos) {}
