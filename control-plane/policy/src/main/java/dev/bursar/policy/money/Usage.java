package dev.bursar.policy.money;

/**
 * What one request used, as far as it is billed. Each count is 0 to {@link #MAX_COUNT}.
 *
 * @param toolCalls calls of tools that the provider runs; the client's own tools cost only their tokens
 */
public record Usage(Tokens tokens, long inputImages, long outputImages, long toolCalls) {
    public static final long MAX_COUNT = 1_000_000;

    public Usage {
        requireInRange(inputImages);
        requireInRange(outputImages);
        requireInRange(toolCalls);
    }

    /** Tokens and nothing else. */
    public static Usage of(Tokens tokens) {
        return new Usage(tokens, 0, 0, 0);
    }

    static void requireInRange(long count) {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count out of range: " + count);
        }
    }
}
