package dev.bursar.policy.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnomalyTest {
    private static final List<Long> WEEK = List.of(100L, 110L, 90L, 105L, 95L, 100L, 108L);

    @Test
    void findsAnHourFarAboveTheSameHoursOfOtherDays() {
        assertThat(Anomaly.unusual(300, WEEK, 1)).hasValue(100);
    }

    @Test
    void leavesAnOrdinaryBusyHourAlone() {
        assertThat(Anomaly.unusual(140, WEEK, 1)).isEmpty();
    }

    @Test
    void asksForTwiceTheUsualWhereEveryDayWasTheSame() {
        List<Long> constant = Collections.nCopies(7, 100L);
        assertThat(Anomaly.unusual(199, constant, 1)).isEmpty();
        assertThat(Anomaly.unusual(200, constant, 1)).hasValue(100);
    }

    @Test
    void isNotMovedByAFewOddDays() {
        List<Long> withOdd = List.of(100L, 110L, 90L, 5_000L, 95L, 100L, 9_000L, 105L);
        assertThat(Anomaly.unusual(1_000, withOdd, 1)).hasValue(100);
    }

    @Test
    void allowsMoreWhereTheDaysDiffer() {
        List<Long> wild = List.of(10L, 400L, 50L, 900L, 100L, 300L, 20L);
        assertThat(Anomaly.unusual(900, wild, 1)).isEmpty();
        assertThat(Anomaly.unusual(1_000, wild, 1)).hasValue(100);
    }

    @Test
    void staysSilentBelowTheFloorAndBeforeAWeek() {
        assertThat(Anomaly.unusual(300, WEEK, 301)).isEmpty();
        assertThat(Anomaly.unusual(300, WEEK.subList(0, 6), 1)).isEmpty();
        assertThat(Anomaly.unusual(0, Collections.nCopies(7, 0L), 0)).isEmpty();
    }

    @Test
    void findsTheFirstSpendingAfterQuietDays() {
        assertThat(Anomaly.unusual(50, Collections.nCopies(7, 0L), 10)).hasValue(0);
    }
}
