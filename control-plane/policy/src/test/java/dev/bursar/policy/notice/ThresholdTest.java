package dev.bursar.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
    @ParameterizedTest
    @CsvSource({
        "79, 100, 80, false",
        "80, 100, 80, true",
        "100, 100, 100, true",
        "99, 100, 100, false",
        "0, 0, 80, false",
        "1, 0, 80, true",
        "1, 3, 33, true",
        "1, 3, 34, false",
        "999999999999999999, 1000000000000000000, 100, false",
        "1000000000000000000, 1000000000000000000, 100, true",
        "1000000000000000000, 1000000000000000000, 101, false"
    })
    void isCrossedWhenTheShareIsSpent(long spent, long limit, int percent, boolean crossed) {
        assertThat(Threshold.crossed(spent, limit, percent)).isEqualTo(crossed);
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThatThrownBy(() -> Threshold.crossed(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Threshold.crossed(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
