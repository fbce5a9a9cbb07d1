package dev.bursar.policy.money;

import java.math.BigInteger;

/** Costs in nano-USD. Products are exact in 128 bits and rounded up once, at the end. */
public final class Cost {
    private static final long MILLION = 1_000_000L;

    private Cost() {}

    /** What the request cost, nano-USD, rounded up; {@link Nanos#MAX} where it would be more. */
    public static long of(Price price, Usage usage) {
        Tokens tokens = usage.tokens();
        Rates rates = price.ratesFor(tokens.prompt());
        Sum sum = new Sum();
        addPrompt(sum, rates, tokens);
        addCompletion(sum, rates, tokens);
        return capped(
                sum.perMillionRoundedUp(),
                price.fees().of(usage.inputImages(), usage.outputImages(), usage.toolCalls()));
    }

    /** The part of {@link #of} that arises before the first token of the answer: prompt, input images, request fee. */
    public static long ofPrompt(Price price, Usage usage) {
        Sum sum = new Sum();
        addPrompt(sum, price.ratesFor(usage.tokens().prompt()), usage.tokens());
        return capped(sum.perMillionRoundedUp(), price.fees().of(usage.inputImages(), 0, 0));
    }

    /**
     * Cached tokens and cache writes at their own rates whatever they hold; of the rest, as many as are known to be audio
     * at the rate for audio.
     */
    private static void addPrompt(Sum sum, Rates rates, Tokens tokens) {
        long fresh = tokens.prompt() - tokens.cached() - tokens.cacheWrite();
        long audio = Math.min(fresh, tokens.audioInput());
        sum.add(fresh - audio, rates.inputPerMillion());
        sum.add(audio, rates.audioInputPerMillion());
        sum.add(tokens.cached(), rates.cacheReadPerMillion());
        sum.add(tokens.cacheWrite(), rates.cacheWritePerMillion());
    }

    private static void addCompletion(Sum sum, Rates rates, Tokens tokens) {
        sum.add(tokens.completion() - tokens.audioOutput(), rates.outputPerMillion());
        sum.add(tokens.audioOutput(), rates.audioOutputPerMillion());
    }

    /**
     * The most that a request can cost: every input token at the dearest input rate, every output token at the dearest
     * output rate, over the base rates and every step that the bound can reach, and every fee. No usage that the bound
     * {@linkplain UsageBound#covers covers} costs more.
     *
     * @return nano-USD, rounded up; {@link Nanos#MAX} where it would be more
     */
    public static long worstCase(Price price, UsageBound bound) {
        long input = price.rates().dearestInput();
        long audio = price.rates().dearestAudioInput();
        long output = price.rates().dearestOutput(bound.audioOutput());
        for (Price.Step step : price.steps()) {
            if (bound.inputTokens() > step.aboveInputTokens()) {
                input = Math.max(input, step.rates().dearestInput());
                audio = Math.max(audio, step.rates().dearestAudioInput());
                output = Math.max(output, step.rates().dearestOutput(bound.audioOutput()));
            }
        }
        Sum sum = new Sum();
        sum.add(bound.inputTokens() - bound.audioInputTokens(), input);
        sum.add(bound.audioInputTokens(), audio);
        sum.add(bound.outputTokens(), output);
        return capped(
                sum.perMillionRoundedUp(),
                price.fees().of(bound.inputImages(), bound.outputImages(), bound.toolCalls()));
    }

    /**
     * The largest output for which the worst case fits {@code availableNanos}, whatever output the bound has.
     *
     * @return output tokens, 0 to {@link Tokens#MAX}; -1 if not even the input fits
     */
    public static long affordableOutput(Price price, UsageBound bound, long availableNanos) {
        if (worstCase(price, bound.withOutputTokens(0)) > availableNanos) {
            return -1;
        }
        long low = 0;
        long high = Tokens.MAX;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (worstCase(price, bound.withOutputTokens(middle)) <= availableNanos) {
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
