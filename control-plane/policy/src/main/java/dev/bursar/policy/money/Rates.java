package dev.bursar.policy.money;

/** Nano-USD per million tokens, each 0 to {@link #MAX_PER_MILLION}. */
public record Rates(long inputPerMillion, long outputPerMillion, long cacheReadPerMillion, long cacheWritePerMillion) {
    /** 100,000 USD per million tokens: a hundred times what the dearest model asks. */
    public static final long MAX_PER_MILLION = 100_000L * Nanos.PER_USD;

    public Rates {
        for (long rate : new long[] {inputPerMillion, outputPerMillion, cacheReadPerMillion, cacheWritePerMillion}) {
            if (rate < 0 || rate > MAX_PER_MILLION) {
                throw new MoneyException("rate_out_of_range", "A rate is 0 to 100000 USD per million tokens.");
            }
        }
    }

    /** The dearest way in which an input token can be billed. */
    long dearestInput() {
        return Math.max(inputPerMillion, Math.max(cacheReadPerMillion, cacheWritePerMillion));
    }
}
