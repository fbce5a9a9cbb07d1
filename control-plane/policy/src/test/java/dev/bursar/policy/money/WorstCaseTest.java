package dev.bursar.policy.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The property that caps stand on: what keeps to its bound costs no more than the bound's worst case. */
class WorstCaseTest {
    private static final int ROUNDS = 200_000;

    @Test
    void noUsageWithinTheBoundCostsMoreThanTheWorstCase() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            Price price = RandomMoney.price(random);
            UsageBound bound = RandomMoney.bound(random);
            Usage usage = RandomMoney.within(bound, random);

            if (!bound.covers(usage) || Cost.of(price, usage) > Cost.worstCase(price, bound)) {
                throw new AssertionError(
                        "seed " + seed + ", round " + i + ": " + usage + " within " + bound + " at " + price);
            }
        }
    }

    @Test
    void costAgreesWithArbitraryPrecision() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Price price = RandomMoney.price(random);
            Usage usage = RandomMoney.within(RandomMoney.bound(random), random);

            assertThat(Cost.of(price, usage))
                    .as("seed %d, round %d: %s at %s", seed, i, usage, price)
                    .isEqualTo(exact(price, usage).longValueExact());
            assertThat(Cost.ofPrompt(price, usage)).isBetween(0L, Cost.of(price, usage));
        }
    }

    @Test
    void worstCaseGrowsWithEachPartOfTheBound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Price price = RandomMoney.price(random);
            UsageBound small = RandomMoney.bound(random);
            UsageBound large = new UsageBound(
                    add(random, small.inputTokens(), Tokens.MAX),
                    small.audioInputTokens(),
                    add(random, small.outputTokens(), Tokens.MAX),
                    small.audioOutput() || random.nextBoolean(),
                    add(random, small.inputImages(), Usage.MAX_COUNT),
                    add(random, small.outputImages(), Usage.MAX_COUNT),
                    add(random, small.toolCalls(), Usage.MAX_COUNT));

            assertThat(Cost.worstCase(price, large))
                    .as("seed %d, round %d", seed, i)
                    .isGreaterThanOrEqualTo(Cost.worstCase(price, small));
        }
    }

    /** A bound that nothing can reach would hold money for nothing: there is a usage that costs it all. */
    @Test
    void worstCaseIsReachedWhereOneRateIsTheDearest() {
        Price price = new Price(
                "p",
                new Rates(1_000_000, 2_000_000, 0, 3_000_000, 4_000_000, 8_000_000),
                new Fees(1, 2, 3, 4),
                java.util.List.of());
        UsageBound bound = new UsageBound(100, 40, 50, true, 1, 2, 3);
        Usage dearest = new Usage(new Tokens(100, 50, 0, 60, 0, 40, 50), 1, 2, 3);

        assertThat(Cost.worstCase(price, bound)).isEqualTo(Cost.of(price, dearest));
    }

    private static long add(Random random, long value, long most) {
        return value + RandomMoney.upTo(random, most - value);
    }

    private static BigInteger exact(Price price, Usage usage) {
        Tokens t = usage.tokens();
        Rates rates = price.rates();
        long reached = -1;
        for (Price.Step step : price.steps()) {
            if (t.prompt() > step.aboveInputTokens() && step.aboveInputTokens() >= reached) {
                reached = step.aboveInputTokens();
                rates = step.rates();
            }
        }
        long fresh = t.prompt() - t.cached() - t.cacheWrite();
        long audio = Math.min(fresh, t.audioInput());
        BigInteger perMillion = product(fresh - audio, rates.inputPerMillion())
                .add(product(audio, rates.audioInputPerMillion()))
                .add(product(t.cached(), rates.cacheReadPerMillion()))
                .add(product(t.cacheWrite(), rates.cacheWritePerMillion()))
                .add(product(t.completion() - t.audioOutput(), rates.outputPerMillion()))
                .add(product(t.audioOutput(), rates.audioOutputPerMillion()));
        BigInteger million = BigInteger.valueOf(1_000_000);
        Fees fees = price.fees();
        return perMillion
                .add(million.subtract(BigInteger.ONE))
                .divide(million)
                .add(BigInteger.valueOf(fees.perRequestNanos()))
                .add(product(usage.inputImages(), fees.perInputImageNanos()))
                .add(product(usage.outputImages(), fees.perOutputImageNanos()))
                .add(product(usage.toolCalls(), fees.perToolCallNanos()))
                .min(BigInteger.valueOf(Nanos.MAX));
    }

    private static BigInteger product(long count, long rate) {
        return BigInteger.valueOf(count).multiply(BigInteger.valueOf(rate));
    }
}
