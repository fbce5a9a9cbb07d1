package dev.bursar.policy.period;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;

/**
 * What an organization's days, weeks and years are.
 *
 * @param fiscalYearStart quarters and years begin with its first day
 */
public record Calendar(ZoneId zone, DayOfWeek weekStart, Month fiscalYearStart) {
    /** Weeks from Monday, years from January. */
    public static Calendar usual(ZoneId zone) {
        return new Calendar(zone, DayOfWeek.MONDAY, Month.JANUARY);
    }
}
