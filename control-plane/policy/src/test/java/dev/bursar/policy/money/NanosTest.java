package dev.bursar.policy.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NanosTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "12.40,12400000000",
        "0.000000001,1",
        "1000000000,1000000000000000000",
        "5.000000000000,5000000000"
    })
    void readsPlainDecimalsExactly(String usd, long nanos) {
        assertThat(Nanos.parseUsd(usd)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1e3", "$5", "5 USD", "1,000", ".5", "5.", "NaN", "١", "0x10", " 1"})
    void refusesWhatIsNotAPlainDecimal(String text) {
        assertThatThrownBy(() -> Nanos.parseUsd(text))
                .isInstanceOf(MoneyException.class)
                .extracting("code")
                .isEqualTo("amount_malformed");
    }

    @Test
    void refusesAmountsFinerThanANano() {
        assertThatThrownBy(() -> Nanos.parseUsd("0.0000000001"))
                .extracting("code")
                .isEqualTo("amount_too_fine");
    }

    @Test
    void refusesAmountsAboveTheLargest() {
        assertThatThrownBy(() -> Nanos.parseUsd("1000000000.000000001"))
                .extracting("code")
                .isEqualTo("amount_too_large");
    }

    @ParameterizedTest
    @CsvSource({"0,0.00", "12400000000,12.40", "1,0.000000001", "-3000000000,-3.00", "1000000000000000000,1000000000.00"
    })
    void writesAtLeastTwoDecimalsAndNeverAnExponent(long nanos, String usd) {
        assertThat(Nanos.toUsd(nanos)).isEqualTo(usd);
    }

    @Test
    void readsBackWhatItWrote() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong(Nanos.MAX + 1);
            assertThat(Nanos.parseUsd(Nanos.toUsd(nanos))).as("seed %d", seed).isEqualTo(nanos);
        }
    }
}
