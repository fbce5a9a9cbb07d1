package dev.bursar.gateway.provider;

import dev.bursar.policy.money.Tokens;

/**
 * What a provider's answer counts.
 *
 * @param toolCalls of tools that the provider ran; {@link #NOT_SAID} where the answer has no such count
 */
public record Counted(Tokens tokens, long toolCalls) {
    public static final long NOT_SAID = -1;

    public static Counted of(Tokens tokens) {
        return new Counted(tokens, NOT_SAID);
    }
}
