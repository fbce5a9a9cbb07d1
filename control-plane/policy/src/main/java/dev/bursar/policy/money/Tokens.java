package dev.bursar.policy.money;

/**
 * Tokens as OpenAI counts them: {@code prompt} includes {@code cached} and {@code cacheWrite}, {@code completion}
 * includes {@code reasoning}. Each 0 to {@link #MAX}; larger or negative reports are clamped by the caller's choice of
 * {@link #reported}.
 */
public record Tokens(long prompt, long completion, long cached, long cacheWrite, long reasoning) {
    /** Ten billion tokens: more than any request can have, few enough that no product with a rate overflows 128 bits. */
    public static final long MAX = 10_000_000_000L;

    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    public Tokens {
        for (long count : new long[] {prompt, completion, cached, cacheWrite, reasoning}) {
            if (count < 0 || count > MAX) {
                throw new IllegalArgumentException("token count out of range: " + count);
            }
        }
        if (cached + cacheWrite > prompt || reasoning > completion) {
            throw new IllegalArgumentException("a part is larger than its whole");
        }
    }

    /** Takes a provider's word, however odd: each count is brought into range, each part into its whole. */
    public static Tokens reported(long prompt, long completion, long cached, long cacheWrite, long reasoning) {
        long p = clamp(prompt, MAX);
        long c = clamp(completion, MAX);
        long read = clamp(cached, p);
        return new Tokens(p, c, read, clamp(cacheWrite, p - read), clamp(reasoning, c));
    }

    private static long clamp(long count, long max) {
        return Math.max(0, Math.min(count, max));
    }
}
