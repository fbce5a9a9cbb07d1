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
 * @param unpricedBecause without a price: why there is none, a sentence; may be empty
 * @param thinksBeyondLimit the provider's {@code max_tokens} does not limit reasoning
 */
public record Model(
        String name,
        String displayName,
        String providerId,
        String upstreamModel,
        long contextTokens,
        long maxOutputTokens,
        Optional<Price> price,
        String unpricedBecause,
        boolean thinksBeyondLimit,
        List<String> inputModalities,
        List<String> outputModalities,
        long createdAtMillis) {
    public Model {
        inputModalities = List.copyOf(inputModalities);
        outputModalities = List.copyOf(outputModalities);
    }

    /** @param modality {@code text}, {@code image}, {@code audio}, … */
    public boolean takes(String modality) {
        return inputModalities.contains(modality);
    }

    /** A price is known and it is zero. */
    public boolean free() {
        return price.isPresent() && price.get().free();
    }
}
