package dev.bursar.policy.period;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant NOW = Instant.parse("2026-03-10T00:00:00Z");
    private static final Pace TEN_A_DAY = new Pace(70, Duration.ofDays(7));

    @Test
    void goesOnAsBefore() {
        assertThat(TEN_A_DAY.in(Duration.ofDays(3))).isEqualTo(30);
        assertThat(new Pace(Nanos.MAX, Duration.ofSeconds(1)).in(Duration.ofDays(1000)))
                .isEqualTo(Nanos.MAX);
    }

    @Test
    void saysWhenAnAmountIsReachedUnlessThePeriodEndsBefore() {
        assertThat(TEN_A_DAY.reaches(50, NOW, NOW.plus(Duration.ofDays(20)))).contains(NOW.plus(Duration.ofDays(5)));
        assertThat(TEN_A_DAY.reaches(50, NOW, NOW.plus(Duration.ofDays(5)))).isEmpty();
        assertThat(TEN_A_DAY.reaches(0, NOW, NOW.plus(Duration.ofDays(5)))).contains(NOW);
        assertThat(new Pace(0, Duration.ofDays(7)).reaches(50, NOW, NOW.plus(Duration.ofDays(5))))
                .isEmpty();
    }
}
