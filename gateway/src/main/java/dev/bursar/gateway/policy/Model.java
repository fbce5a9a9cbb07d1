package dev.bursar.gateway.policy;

import dev.bursar.policy.money.Price;
import java.util.List;
import java.util.Optional;

/**
 * @param name what clients use, {@code openai/gpt-4o-mini}
 * @param upstreamModel what the provider uses
 * @param contextTokens 0: unknown
 * @param maxOutputTokens 0: unknown
 * @param price empty: unpriced, refused under a hard cap
 */
public record Model(
        String name,
        String displayName,
        String providerId,
        String upstreamModel,
        long contextTokens,
        long maxOutputTokens,
        Optional<Price> price,
        List<String> inputModalities,
        List<String> outputModalities,
        long createdAtMillis) {
    public Model {
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
    }

    /** A price is known and it is zero. */
    public boolean free() {
        return price.isPresent() && price.get().free();
    }
}
