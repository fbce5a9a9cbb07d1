package dev.bursar.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final long MAX = 1_000_000_000_000_000_000L;

    @Test
    void dividesWhatIsLeftByTheAverageHour() {
        assertThat(Forecast.millisLeft(40, 100, Collections.nCopies(24, 2L)))
                .hasValue(Duration.ofHours(30).toMillis());
    }

    @Test
    void followsTheAverageOfBusyAndQuietHours() {
        List<Long> hours = new ArrayList<>(Collections.nCopies(16, 0L));
        hours.addAll(Collections.nCopies(8, 3L));

        assertThat(Forecast.millisLeft(0, 24, hours))
                .hasValue(Duration.ofHours(24).toMillis());
    }

    @Test
    void saysNothingBeforeADayOfHours() {
        assertThat(Forecast.millisLeft(0, 100, Collections.nCopies(23, 50L))).isEmpty();
    }

    @Test
    void saysNothingWhereNothingWasSpentOrAllWas() {
        assertThat(Forecast.millisLeft(50, 100, Collections.nCopies(48, 0L))).isEmpty();
        assertThat(Forecast.millisLeft(100, 100, Collections.nCopies(48, 1L))).isEmpty();
    }

    @Test
    void holdsTheLargestAmounts() {
        assertThat(Forecast.millisLeft(0, MAX, Collections.nCopies(168, MAX)))
                .hasValue(Duration.ofHours(1).toMillis());
        List<Long> almostNothing = new ArrayList<>(Collections.nCopies(167, 0L));
        almostNothing.add(1L);
        assertThat(Forecast.millisLeft(0, MAX, almostNothing)).isEmpty();
    }
}
