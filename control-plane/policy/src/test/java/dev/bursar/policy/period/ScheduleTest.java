package dev.bursar.policy.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.policy.budget.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
    private static final Calendar BERLIN = Calendar.usual(ZoneId.of("Europe/Berlin"));
    private static final Instant MAY = Instant.parse("2026-05-20T12:00:00Z");
    private static final long CENTURY_SECONDS = 100L * 366 * 86_400;

    /** The seed is in the message of whatever fails. */
    @ParameterizedTest
    @EnumSource
    void putsEveryInstantIntoOneWindowThatFollowsTheOneBefore(Period period) {
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            Schedule schedule = new Schedule(period, calendar(random), term(period, random));
            Instant instant = Instant.ofEpochSecond(random.nextLong(CENTURY_SECONDS));
            Window window = schedule.at(instant);

            assertThat(window.contains(instant)).as("seed %d: %s", seed, window).isTrue();
            assertThat(schedule.at(window.start())).as("seed %d", seed).isEqualTo(window);
            if (window.end() != null) {
                assertThat(schedule.at(window.end()).start())
                        .as("seed %d", seed)
                        .isEqualTo(window.end());
                assertThat(schedule.at(window.end().minusNanos(1)))
                        .as("seed %d", seed)
                        .isEqualTo(window);
            }
        }
    }

    @Test
    void neverOverlapsAroundAnyChangeOfClocks() {
        for (String zone : ZoneId.getAvailableZoneIds()) {
            Calendar calendar = Calendar.usual(ZoneId.of(zone));
            var rules = calendar.zone().getRules();
            Instant at = Instant.parse("1975-01-01T00:00:00Z");
            for (var change = rules.nextTransition(at); change != null && at.isBefore(MAY); ) {
                at = change.getInstant();
                for (long minutes = -90; minutes <= 90; minutes += 15) {
                    Instant near = at.plus(Duration.ofMinutes(minutes));
                    Window day = new Schedule(Period.DAY, calendar, null).at(near);
                    assertThat(day.contains(near)).as(zone + " " + near).isTrue();
                    assertThat(new Schedule(Period.DAY, calendar, null)
                                    .at(Objects.requireNonNull(day.end()))
                                    .start())
                            .as(zone + " " + near)
                            .isEqualTo(day.end());
                }
                change = rules.nextTransition(at);
            }
        }
    }

    @Test
    void hasDaysOf23And25HoursWhenClocksChange() {
        assertThat(length(Period.DAY, "2026-03-29T12:00:00Z")).isEqualTo(Duration.ofHours(23));
        assertThat(length(Period.DAY, "2026-10-25T12:00:00Z")).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void startsAWeekOnTheDayThatTheOrganizationSays() {
        Calendar sunday = new Calendar(BERLIN.zone(), DayOfWeek.SUNDAY, Month.JANUARY);

        assertThat(new Schedule(Period.WEEK, BERLIN, null)
                        .at(Instant.parse("2026-03-15T12:00:00Z"))
                        .start())
                .isEqualTo("2026-03-08T23:00:00Z");
        assertThat(new Schedule(Period.WEEK, sunday, null)
                        .at(Instant.parse("2026-03-15T12:00:00Z"))
                        .start())
                .isEqualTo("2026-03-14T23:00:00Z");
    }

    @Test
    void countsQuartersAndYearsFromTheFiscalYearsStart() {
        Calendar fiscal = new Calendar(BERLIN.zone(), DayOfWeek.MONDAY, Month.FEBRUARY);

        assertThat(new Schedule(Period.QUARTER, BERLIN, null).at(MAY).start()).isEqualTo("2026-03-31T22:00:00Z");
        assertThat(new Schedule(Period.QUARTER, fiscal, null).at(MAY).start()).isEqualTo("2026-04-30T22:00:00Z");
        assertThat(new Schedule(Period.YEAR, fiscal, null).at(MAY).start()).isEqualTo("2026-01-31T23:00:00Z");
        assertThat(new Schedule(Period.YEAR, fiscal, null)
                        .at(Instant.parse("2026-01-15T12:00:00Z"))
                        .start())
                .isEqualTo("2025-01-31T23:00:00Z");
    }

    @Test
    void countsATermFromItsFirstDayToItsLastAndNothingOutside() {
        Schedule term =
                new Schedule(Period.TERM, BERLIN, new Term(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 7, 31)));

        assertThat(term.at(MAY))
                .isEqualTo(new Window(Instant.parse("2026-03-31T22:00:00Z"), Instant.parse("2026-07-31T22:00:00Z")));
        assertThat(term.counts(MAY)).isTrue();
        assertThat(term.counts(Instant.parse("2026-03-01T00:00:00Z"))).isFalse();
        assertThat(term.at(Instant.parse("2026-08-01T00:00:00Z")).end()).isNull();
        assertThat(term.counts(Instant.parse("2026-08-01T00:00:00Z"))).isFalse();
    }

    @Test
    void refusesATermThatEndsBeforeItStarts() {
        assertThatThrownBy(() -> new Term(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 3, 31)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Calendar calendar(Random random) {
        var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        return new Calendar(
                ZoneId.of(zones.get(random.nextInt(zones.size()))),
                DayOfWeek.of(1 + random.nextInt(7)),
                Month.of(1 + random.nextInt(12)));
    }

    private static @Nullable Term term(Period period, Random random) {
        if (period != Period.TERM) {
            return null;
        }
        LocalDate first = LocalDate.ofEpochDay(1 + random.nextInt(36_000));
        return new Term(first, first.plusDays(random.nextInt(400)));
    }

    private static Duration length(Period period, String at) {
        Window window = new Schedule(period, BERLIN, null).at(Instant.parse(at));
        return Duration.between(window.start(), Objects.requireNonNull(window.end()));
    }
}
