package dev.bursar.server.budget;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a budget counts before it starts anew. Days are those of the organization's time zone: one in which clocks
 * change has 23 or 25 hours. Weeks start on Monday.
 */
public enum Period {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    LIFETIME;

    private static final int MONTHS_OF_QUARTER = 3;

    /** @param text as in tables and the Admin API, {@code month} */
    public static Optional<Period> of(String text) {
        return Arrays.stream(values())
                .filter(period -> period.text().equals(text))
                .findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Window at(Instant instant, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(instant, zone);
        return switch (this) {
            case DAY -> days(day, day.plusDays(1), zone);
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusWeeks(1), zone);
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield days(first, first.plusMonths(1), zone);
            }
            case QUARTER -> {
                int month = (day.get(IsoFields.QUARTER_OF_YEAR) - 1) * MONTHS_OF_QUARTER + 1;
                LocalDate first = LocalDate.of(day.getYear(), month, 1);
                yield days(first, first.plusMonths(MONTHS_OF_QUARTER), zone);
            }
            case YEAR -> {
                LocalDate first = day.withDayOfYear(1);
                yield days(first, first.plusYears(1), zone);
            }
            case LIFETIME -> new Window(Instant.EPOCH, null);
        };
    }

    private static Window days(LocalDate first, LocalDate next, ZoneId zone) {
        return new Window(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }
}
