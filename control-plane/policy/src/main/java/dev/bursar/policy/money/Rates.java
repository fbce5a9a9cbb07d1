package dev.bursar.policy.money;

/**
 * Nano-USD per million tokens, each 0 to {@link #MAX_PER_MILLION}.
 *
 * @param audioInputPerMillion for audio among the prompt's tokens that came from no cache
 * @param audioOutputPerMillion for audio among the completion's tokens
 */
public record Rates(
        long inputPerMillion,
        long outputPerMillion,
        long cacheReadPerMillion,
        long cacheWritePerMillion,
        long audioInputPerMillion,
        long audioOutputPerMillion) {
    /** 100,000 USD per million tokens: a hundred times what the dearest model asks. */
    public static final long MAX_PER_MILLION = 100_000L * Nanos.PER_USD;

    public Rates {
        requireInRange(inputPerMillion);
        requireInRange(outputPerMillion);
        requireInRange(cacheReadPerMillion);
        requireInRange(cacheWritePerMillion);
        requireInRange(audioInputPerMillion);
        requireInRange(audioOutputPerMillion);
    }

    /** Audio costs what text does. */
    public Rates(long inputPerMillion, long outputPerMillion, long cacheReadPerMillion, long cacheWritePerMillion) {
        this(
                inputPerMillion,
                outputPerMillion,
                cacheReadPerMillion,
                cacheWritePerMillion,
                inputPerMillion,
                outputPerMillion);
    }

    /** No token costs anything. */
    boolean free() {
        return dearestAudioInput() == 0 && dearestOutput(true) == 0;
    }

    /** The dearest way in which an input token that is no audio can be billed. */
    long dearestInput() {
        return Math.max(inputPerMillion, Math.max(cacheReadPerMillion, cacheWritePerMillion));
    }

    long dearestAudioInput() {
        return Math.max(audioInputPerMillion, dearestInput());
    }

    long dearestOutput(boolean audio) {
        return audio ? Math.max(outputPerMillion, audioOutputPerMillion) : outputPerMillion;
    }

    private static void requireInRange(long rate) {
        if (rate < 0 || rate > MAX_PER_MILLION) {
            throw new MoneyException("rate_out_of_range", "A rate is 0 to 100000 USD per million tokens.");
        }
    }
}
