package dev.bursar.policy.money;

/**
 * The most that one request can use. What it will use is not known; that it is no more than this is.
 *
 * @param inputTokens over all prompt tokens: plain, cached, cache writes, audio; 0 to {@link Tokens#MAX}
 * @param audioInputTokens how many of them can be audio
 * @param outputTokens over all choices, reasoning and rejected predictions included
 * @param audioOutput whether any of them can be audio
 * @param toolCalls of tools that the provider runs
 */
public record UsageBound(
        long inputTokens,
        long audioInputTokens,
        long outputTokens,
        boolean audioOutput,
        long inputImages,
        long outputImages,
        long toolCalls) {
    public UsageBound {
        Tokens.requireInRange(inputTokens);
        Tokens.requireInRange(outputTokens);
        if (audioInputTokens < 0 || audioInputTokens > inputTokens) {
            throw new IllegalArgumentException("a part is larger than its whole");
        }
        Usage.requireInRange(inputImages);
        Usage.requireInRange(outputImages);
        Usage.requireInRange(toolCalls);
    }

    /** Text in, text out. */
    public static UsageBound ofText(long inputTokens, long outputTokens) {
        return new UsageBound(inputTokens, 0, outputTokens, false, 0, 0, 0);
    }

    public UsageBound withOutputTokens(long tokens) {
        return new UsageBound(inputTokens, audioInputTokens, tokens, audioOutput, inputImages, outputImages, toolCalls);
    }

    /** Whether a request that used this much kept to the bound. */
    public boolean covers(Usage usage) {
        Tokens used = usage.tokens();
        return used.prompt() <= inputTokens
                && used.audioInput() <= audioInputTokens
                && used.completion() <= outputTokens
                && (audioOutput || used.audioOutput() == 0)
                && usage.inputImages() <= inputImages
                && usage.outputImages() <= outputImages
                && usage.toolCalls() <= toolCalls;
    }
}
