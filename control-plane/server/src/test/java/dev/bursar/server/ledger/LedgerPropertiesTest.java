package dev.bursar.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerPropertiesTest {
    @Test
    void comparesEveryHourUnlessToldOtherwise() {
        assertThat(bind(Map.of())).isEqualTo(new LedgerProperties(Duration.ofHours(1)));
        assertThat(bind(Map.of("bursar.ledger.check-every", "5m")))
                .isEqualTo(new LedgerProperties(Duration.ofMinutes(5)));
    }

    @Test
    void refusesAnIntervalThatIsNotPositive() {
        assertThatThrownBy(() -> bind(Map.of("bursar.ledger.check-every", "0s")))
                .hasStackTraceContaining("bursar.ledger.check-every");
    }

    private static LedgerProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("bursar.ledger", LedgerProperties.class);
    }
}
