package dev.bursar.policy.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final Price SMALL = Price.of("p", new Rates(150_000_000, 600_000_000, 75_000_000, 150_000_000));

    @Test
    void addsEachKindOfTokenAtItsOwnRate() {
        Tokens tokens = new Tokens(1_000, 100, 400, 0, 50);

        assertThat(Cost.of(SMALL, Usage.of(tokens))).isEqualTo(600 * 150 + 400 * 75 + 100 * 600);
    }

    @Test
    void roundsUpOnceAtTheEnd() {
        Price price = Price.of("p", new Rates(1, 1, 0, 0));

        assertThat(Cost.of(price, text(1, 1))).isEqualTo(1);
    }

    @Test
    void pricesTheWholeRequestAtTheStepItReaches() {
        Price price = new Price(
                "p",
                new Rates(1_000_000, 2_000_000, 0, 0),
                Fees.NONE,
                List.of(new Price.Step(200_000, new Rates(2_000_000, 4_000_000, 0, 0))));

        assertThat(Cost.of(price, text(200_000, 0))).isEqualTo(200_000);
        assertThat(Cost.of(price, text(200_001, 10))).isEqualTo(2 * 200_001 + 4 * 10);
    }

    @Test
    void agreesWithArbitraryPrecisionForLargeAndSmall() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            long input = random.nextLong(1L << random.nextInt(1, 33));
            long output = random.nextLong(1L << random.nextInt(1, 33));
            Rates rates = new Rates(
                    random.nextLong(Rates.MAX_PER_MILLION + 1), random.nextLong(Rates.MAX_PER_MILLION + 1), 0, 0);
            BigInteger exact = BigInteger.valueOf(input)
                    .multiply(BigInteger.valueOf(rates.inputPerMillion()))
                    .add(BigInteger.valueOf(output).multiply(BigInteger.valueOf(rates.outputPerMillion())))
                    .add(BigInteger.valueOf(999_999))
                    .divide(BigInteger.valueOf(1_000_000))
                    .min(BigInteger.valueOf(Nanos.MAX));

            assertThat(Cost.of(Price.of("p", rates), text(input, output)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void addsAudioAndFeesAtTheirOwnRates() {
        Price price = new Price(
                "p",
                new Rates(1_000_000, 2_000_000, 500_000, 1_000_000, 10_000_000, 20_000_000),
                new Fees(7, 100, 1_000, 10_000),
                List.of());
        Tokens tokens = new Tokens(100, 50, 20, 0, 0, 30, 10);

        assertThat(Cost.of(price, new Usage(tokens, 2, 3, 4)))
                .isEqualTo(50 + 30 * 10 + 10 + 40 * 2 + 10 * 20 + 7 + 2 * 100 + 3 * 1_000 + 4 * 10_000);
    }

    @Test
    void affordableOutputIsTheLargestThatFits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Price price = RandomMoney.price(random);
            UsageBound bound = RandomMoney.bound(random);
            long available = random.nextLong(10 * Nanos.PER_USD);
            long output = Cost.affordableOutput(price, bound, available);
            if (output < 0) {
                assertThat(Cost.worstCase(price, bound.withOutputTokens(0)))
                        .as("seed %d, round %d", seed, i)
                        .isGreaterThan(available);
            } else {
                assertThat(Cost.worstCase(price, bound.withOutputTokens(output)))
                        .as("seed %d, round %d", seed, i)
                        .isLessThanOrEqualTo(available);
                if (output < Tokens.MAX) {
                    assertThat(Cost.worstCase(price, bound.withOutputTokens(output + 1)))
                            .as("seed %d, round %d", seed, i)
                            .isGreaterThan(available);
                }
            }
        }
    }

    @Test
    void takesAProvidersWordHoweverOdd() {
        assertThat(Tokens.reported(-5, Long.MAX_VALUE, 7, 7, -1, 9, Long.MAX_VALUE))
                .isEqualTo(new Tokens(0, Tokens.MAX, 0, 0, 0, 0, Tokens.MAX));
    }

    private static Usage text(long prompt, long completion) {
        return Usage.of(new Tokens(prompt, completion, 0, 0, 0));
    }
}
