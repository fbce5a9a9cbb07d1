package dev.bursar.policy.money;

/**
 * Tokens as OpenAI counts them: {@code prompt} includes {@code cached}, {@code cacheWrite} and {@code audioInput},
 * {@code completion} includes {@code reasoning} and {@code audioOutput}. Each 0 to {@link #MAX}; a provider's report
 * comes through {@link #reported}.
 */
public record Tokens(
        long prompt, long completion, long cached, long cacheWrite, long reasoning, long audioInput, long audioOutput) {
    /** Ten billion tokens: more than any request can have, few enough that no product with a rate overflows 128 bits. */
    public static final long MAX = 10_000_000_000L;

    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    public Tokens {
        requireInRange(prompt);
        requireInRange(completion);
        requirePart(cached, prompt);
        requirePart(cacheWrite, prompt - cached);
        requirePart(reasoning, completion);
        requirePart(audioInput, prompt);
        requirePart(audioOutput, completion);
    }

    /** Without audio. */
    public Tokens(long prompt, long completion, long cached, long cacheWrite, long reasoning) {
        this(prompt, completion, cached, cacheWrite, reasoning, 0, 0);
    }

    /** Takes a provider's word, however odd: each count is brought into range, each part into its whole. */
    public static Tokens reported(
            long prompt,
            long completion,
            long cached,
            long cacheWrite,
            long reasoning,
            long audioInput,
            long audioOutput) {
        long p = clamp(prompt, MAX);
        long c = clamp(completion, MAX);
        long read = clamp(cached, p);
        return new Tokens(
                p,
                c,
                read,
                clamp(cacheWrite, p - read),
                clamp(reasoning, c),
                clamp(audioInput, p),
                clamp(audioOutput, c));
    }

    static void requireInRange(long count) {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException("token count out of range: " + count);
        }
    }

    private static void requirePart(long part, long whole) {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException("a part is larger than its whole");
        }
    }

    private static long clamp(long count, long max) {
        return Math.max(0, Math.min(count, max));
    }
}
