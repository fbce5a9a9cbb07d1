package dev.bursar.policy.money;

/**
 * What is charged beside tokens, nano-USD, each 0 to {@link #MAX}.
 *
 * @param perRequestNanos for each request
 * @param perInputImageNanos for each image of the request
 * @param perOutputImageNanos for each image of the answer
 * @param perToolCallNanos for each call of a tool that the provider runs
 */
public record Fees(long perRequestNanos, long perInputImageNanos, long perOutputImageNanos, long perToolCallNanos) {
    /** 1,000 USD: with {@link Usage#MAX_COUNT} of a kind the sum of all still fits a {@code long}. */
    public static final long MAX = 1_000L * Nanos.PER_USD;

    public static final Fees NONE = new Fees(0, 0, 0, 0);

    public Fees {
        requireInRange(perRequestNanos);
        requireInRange(perInputImageNanos);
        requireInRange(perOutputImageNanos);
        requireInRange(perToolCallNanos);
    }

    boolean free() {
        return perRequestNanos == 0 && perInputImageNanos == 0 && perOutputImageNanos == 0 && perToolCallNanos == 0;
    }

    /** At most 3,000,001,000 USD: three counts of a million, each a thousand USD, and the request's own. */
    long of(long inputImages, long outputImages, long toolCalls) {
        return perRequestNanos
                + inputImages * perInputImageNanos
                + outputImages * perOutputImageNanos
                + toolCalls * perToolCallNanos;
    }

    private static void requireInRange(long fee) {
        if (fee < 0 || fee > MAX) {
            throw new MoneyException("fee_out_of_range", "A fee is 0 to 1000 USD.");
        }
    }
}
