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

        assertThat(Cost.of(SMALL, tokens)).isEqualTo(600 * 150 + 400 * 75 + 100 * 600);
    }

    @Test
    void roundsUpOnceAtTheEnd() {
        Price price = Price.of("p", new Rates(1, 1, 0, 0));

        assertThat(Cost.of(price, new Tokens(1, 1, 0, 0, 0))).isEqualTo(1);
    }

    @Test
    void pricesTheWholeRequestAtTheStepItReaches() {
        Price price = new Price(
                "p",
                new Rates(1_000_000, 2_000_000, 0, 0),
                0,
                List.of(new Price.Step(200_000, new Rates(2_000_000, 4_000_000, 0, 0))));

        assertThat(Cost.of(price, new Tokens(200_000, 0, 0, 0, 0))).isEqualTo(200_000);
        assertThat(Cost.of(price, new Tokens(200_001, 10, 0, 0, 0))).isEqualTo(2 * 200_001 + 4 * 10);
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

            assertThat(Cost.of(Price.of("p", rates), new Tokens(input, output, 0, 0, 0)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void worstCaseIsNeverBelowAnyCostWithinItsBound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Price price = randomPrice(random);
            long inputBound = random.nextLong(500_000);
            long outputBound = random.nextLong(200_000);
            long prompt = random.nextLong(inputBound + 1);
            long cached = random.nextLong(prompt + 1);
            Tokens tokens = new Tokens(
                    prompt, random.nextLong(outputBound + 1), cached, random.nextLong(prompt - cached + 1), 0);

            assertThat(Cost.of(price, tokens))
                    .as("seed %d, round %d", seed, i)
                    .isLessThanOrEqualTo(Cost.worstCase(price, inputBound, outputBound));
        }
    }

    @Test
    void affordableOutputIsTheLargestThatFits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Price price = randomPrice(random);
            long input = random.nextLong(100_000);
            long available = random.nextLong(10 * Nanos.PER_USD);
            long output = Cost.affordableOutput(price, input, available);
            if (output < 0) {
                assertThat(Cost.worstCase(price, input, 0)).as("seed %d", seed).isGreaterThan(available);
            } else {
                assertThat(Cost.worstCase(price, input, output))
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(available);
                if (output < Tokens.MAX) {
                    assertThat(Cost.worstCase(price, input, output + 1))
                            .as("seed %d", seed)
                            .isGreaterThan(available);
                }
            }
        }
    }

    @Test
    void takesAProvidersWordHoweverOdd() {
        assertThat(Tokens.reported(-5, Long.MAX_VALUE, 7, 7, -1)).isEqualTo(new Tokens(0, Tokens.MAX, 0, 0, 0));
    }

    private static Price randomPrice(Random random) {
        Price.Step step = new Price.Step(random.nextLong(400_000), randomRates(random));
        return new Price("p", randomRates(random), random.nextLong(1_000_000), List.of(step));
    }

    private static Rates randomRates(Random random) {
        return new Rates(
                random.nextLong(20 * Nanos.PER_USD),
                random.nextLong(80 * Nanos.PER_USD),
                random.nextLong(5 * Nanos.PER_USD),
                random.nextLong(25 * Nanos.PER_USD));
    }
}
