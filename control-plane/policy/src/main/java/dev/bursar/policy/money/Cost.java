package dev.bursar.policy.money;

import java.math.BigInteger;

/** Costs in nano-USD. Products are exact in 128 bits and rounded up once, at the end. */
public final class Cost {
    private static final long MILLION = 1_000_000L;

    private Cost() {}

    /** What the tokens cost, nano-USD, rounded up; {@link Nanos#MAX} where it would be more. */
    public static long of(Price price, Tokens tokens) {
        Rates rates = price.ratesFor(tokens.prompt());
        long plain = tokens.prompt() - tokens.cached() - tokens.cacheWrite();
        Sum sum = new Sum();
        sum.add(plain, rates.inputPerMillion());
        sum.add(tokens.cached(), rates.cacheReadPerMillion());
        sum.add(tokens.cacheWrite(), rates.cacheWritePerMillion());
        sum.add(tokens.completion(), rates.outputPerMillion());
        return capped(sum.perMillionRoundedUp(), price.perRequestNanos());
    }

    /**
     * The most that a request can cost: every input token at the dearest input rate, every output token at the dearest
     * output rate, over the base rates and every step that the bound can reach.
     *
     * @param inputTokens an upper bound; UTF-8 bytes bound byte-pair tokens
     * @param outputTokens an upper bound over all choices, reasoning included
     * @return nano-USD, rounded up; {@link Nanos#MAX} where it would be more
     */
    public static long worstCase(Price price, long inputTokens, long outputTokens) {
        long input = price.rates().dearestInput();
        long output = price.rates().outputPerMillion();
        for (Price.Step step : price.steps()) {
            if (inputTokens > step.aboveInputTokens()) {
                input = Math.max(input, step.rates().dearestInput());
                output = Math.max(output, step.rates().outputPerMillion());
            }
        }
        Sum sum = new Sum();
        sum.add(Math.min(inputTokens, Tokens.MAX), input);
        sum.add(Math.min(outputTokens, Tokens.MAX), output);
        return capped(sum.perMillionRoundedUp(), price.perRequestNanos());
    }

    /**
     * The largest output bound whose worst case fits {@code availableNanos}.
     *
     * @return output tokens, 0 to {@link Tokens#MAX}; -1 if not even the input fits
     */
    public static long affordableOutput(Price price, long inputTokens, long availableNanos) {
        if (worstCase(price, inputTokens, 0) > availableNanos) {
            return -1;
        }
        long low = 0;
        long high = Tokens.MAX;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (worstCase(price, inputTokens, middle) <= availableNanos) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static long capped(long nanos, long fee) {
        return Math.min(Nanos.MAX, nanos + fee);
    }

    /** An unsigned 128-bit sum of products of non-negative longs. */
    private static final class Sum {
        private long high;
        private long low;

        void add(long tokens, long ratePerMillion) {
            long productLow = tokens * ratePerMillion;
            long sum = low + productLow;
            high += Math.multiplyHigh(tokens, ratePerMillion) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
            low = sum;
        }

        long perMillionRoundedUp() {
            if (high != 0 || low < 0) {
                return high >= MILLION / 4 ? Nanos.MAX : large();
            }
            return low / MILLION + (low % MILLION == 0 ? 0 : 1);
        }

        private long large() {
            BigInteger value = BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
            BigInteger[] parts = value.divideAndRemainder(BigInteger.valueOf(MILLION));
            BigInteger up = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
            return up.min(BigInteger.valueOf(Nanos.MAX)).longValueExact();
        }
    }
}
