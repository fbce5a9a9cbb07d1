package dev.bursar.server.budget;

import static dev.bursar.server.sql.Tables.ORGANIZATION;

import dev.bursar.policy.period.Calendar;
import dev.bursar.policy.period.Period;
import dev.bursar.policy.period.Schedule;
import dev.bursar.policy.period.Term;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Calendars of organizations and schedules of budgets, as the tables say. */
final class Schedules {
    private Schedules() {}

    static Calendar calendar(DSLContext tx, UUID organizationId) {
        return tx.select(ORGANIZATION.TIME_ZONE, ORGANIZATION.WEEK_START, ORGANIZATION.FISCAL_YEAR_START_MONTH)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ORGANIZATION_ID.eq(organizationId))
                .fetchOptional(row -> calendar(row.value1(), row.value2(), row.value3()))
                .orElseGet(() -> Calendar.usual(ZoneId.of("UTC")));
    }

    static Calendar calendar(String zone, int weekStart, int fiscalYearStartMonth) {
        return new Calendar(ZoneId.of(zone), DayOfWeek.of(weekStart), Month.of(fiscalYearStartMonth));
    }

    /** @param startsOn with {@code endsOn}: of a term */
    static Schedule of(String period, Calendar calendar, @Nullable LocalDate startsOn, @Nullable LocalDate endsOn) {
        Term term = startsOn == null || endsOn == null ? null : new Term(startsOn, endsOn);
        return new Schedule(Period.of(period).orElseThrow(), calendar, term);
    }
}
