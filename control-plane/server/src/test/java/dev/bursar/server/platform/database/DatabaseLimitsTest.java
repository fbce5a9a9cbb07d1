package dev.bursar.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseLimitsTest {
    @Test
    void becomesWhatAConnectionBeginsWith() {
        DatabaseLimits limits = new DatabaseLimits(
                Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5));
        assertThat(limits.sql())
                .isEqualTo("SET statement_timeout = 30000; SET lock_timeout = 10000; "
                        + "SET idle_in_transaction_session_timeout = 60000");
    }

    @Test
    void refusesNoLimitAndNamesIt() {
        Duration good = Duration.ofSeconds(1);
        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(1)}) {
            assertThatThrownBy(() -> new DatabaseLimits(bad, good, good, good)).hasMessageContaining("statement");
            assertThatThrownBy(() -> new DatabaseLimits(good, bad, good, good)).hasMessageContaining("lock");
            assertThatThrownBy(() -> new DatabaseLimits(good, good, bad, good)).hasMessageContaining("idle");
            assertThatThrownBy(() -> new DatabaseLimits(good, good, good, bad)).hasMessageContaining("share");
        }
    }
}
