package dev.bursar.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void startsADayAtMidnightOfTheOrganization() {
        Window day = Period.DAY.at(Instant.parse("2026-03-10T23:30:00Z"), BERLIN);

        assertThat(day.start()).isEqualTo("2026-03-10T23:00:00Z");
        assertThat(day.end()).isEqualTo("2026-03-11T23:00:00Z");
    }

    @Test
    void hasDaysOf23And25HoursWhenClocksChange() {
        assertThat(length(Period.DAY.at(Instant.parse("2026-03-29T12:00:00Z"), BERLIN)))
                .isEqualTo(Duration.ofHours(23));
        assertThat(length(Period.DAY.at(Instant.parse("2026-10-25T12:00:00Z"), BERLIN)))
                .isEqualTo(Duration.ofHours(25));
    }

    @Test
    void startsAWeekOnMonday() {
        assertThat(Period.WEEK.at(Instant.parse("2026-03-15T12:00:00Z"), BERLIN).start())
                .isEqualTo("2026-03-08T23:00:00Z");
    }

    @Test
    void knowsMonthsQuartersAndYears() {
        Instant may = Instant.parse("2026-05-20T12:00:00Z");

        assertThat(Period.MONTH.at(may, BERLIN).start()).isEqualTo("2026-04-30T22:00:00Z");
        assertThat(Period.QUARTER.at(may, BERLIN).start()).isEqualTo("2026-03-31T22:00:00Z");
        assertThat(Period.QUARTER.at(may, BERLIN).end()).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(Period.YEAR.at(may, BERLIN).start()).isEqualTo("2025-12-31T23:00:00Z");
        assertThat(Period.YEAR.at(may, BERLIN).end()).isEqualTo("2026-12-31T23:00:00Z");
    }

    @Test
    void neverEndsALifetime() {
        Window lifetime = Period.LIFETIME.at(Instant.parse("2026-05-20T12:00:00Z"), BERLIN);

        assertThat(lifetime.end()).isNull();
        assertThat(lifetime.contains(Instant.parse("2999-01-01T00:00:00Z"))).isTrue();
    }

    @Test
    void followsOnWithoutGapsOverAYear() {
        for (Period period : new Period[] {Period.DAY, Period.WEEK, Period.MONTH, Period.QUARTER}) {
            Window window = period.at(Instant.parse("2026-01-01T12:00:00Z"), BERLIN);
            for (int i = 0; i < 400 && window.end() != null; i++) {
                Window next = period.at(window.end(), BERLIN);
                assertThat(next.start()).isEqualTo(window.end());
                window = next;
            }
        }
    }

    private static Duration length(Window window) {
        Instant end = window.end();
        return end == null ? Duration.ZERO : Duration.between(window.start(), end);
    }
}
