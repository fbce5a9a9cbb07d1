package dev.bursar.policy.period;

import dev.bursar.policy.budget.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts time into a budget's windows: every instant from 1970 on is in exactly one, which starts where the one before
 * ends. Days are those of the organization's time zone: one in which clocks change has 23 or 25 hours, and one that
 * starts at a skipped hour starts when clocks show the next.
 *
 * <p>A term has three windows: before it, itself, and after it. Outside of it nothing may be spent.
 *
 * @param term with {@link Period#TERM}, and only then
 */
public record Schedule(
        Period period, Calendar calendar, @Nullable Term term) {
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;

    public Schedule {
        if ((period == Period.TERM) != (term != null)) {
            throw new IllegalArgumentException("a term has dates, and nothing else has");
        }
    }

    /** The window that holds the instant. */
    public Window at(Instant instant) {
        LocalDate day = day(instant);
        return switch (period) {
            case DAY -> days(day, day.plusDays(1));
            case WEEK -> {
                LocalDate first = day.with(TemporalAdjusters.previousOrSame(calendar.weekStart()));
                yield days(first, first.plusWeeks(1));
            }
            case MONTH -> months(day, 1);
            case QUARTER -> months(day, MONTHS_OF_QUARTER);
            case YEAR -> months(day, MONTHS_OF_YEAR);
            case TERM -> ofTerm(instant);
            case LIFETIME -> new Window(Instant.EPOCH, null);
        };
    }

    /** Whether anything may be spent in the window that holds the instant. */
    public boolean counts(Instant instant) {
        return term == null || inTerm(term).contains(instant);
    }

    /** Where clocks go back over midnight, what comes after the first midnight is the new day already. */
    private LocalDate day(Instant instant) {
        LocalDate shown = LocalDate.ofInstant(instant, calendar.zone());
        Instant next = shown.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
        return instant.isBefore(next) ? shown : shown.plusDays(1);
    }

    /** Whole groups of months, counted from the start of the fiscal year. */
    private Window months(LocalDate day, int months) {
        int sinceStart =
                Math.floorMod(day.getMonthValue() - calendar.fiscalYearStart().getValue(), MONTHS_OF_YEAR);
        LocalDate first = day.withDayOfMonth(1).minusMonths(sinceStart % months);
        return days(first, first.plusMonths(months));
    }

    private Window ofTerm(Instant instant) {
        Window itself = inTerm(Objects.requireNonNull(term));
        Instant end = Objects.requireNonNull(itself.end());
        if (instant.isBefore(itself.start())) {
            return new Window(Instant.EPOCH, itself.start());
        }
        return instant.isBefore(end) ? itself : new Window(end, null);
    }

    private Window inTerm(Term dates) {
        return days(dates.first(), dates.last().plusDays(1));
    }

    private Window days(LocalDate first, LocalDate next) {
        ZoneId zone = calendar.zone();
        return new Window(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }
}
