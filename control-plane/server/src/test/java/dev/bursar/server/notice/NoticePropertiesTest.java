package dev.bursar.server.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NoticePropertiesTest {
    @Test
    void tellsNobodyOutsideUnlessToldWhom() {
        NoticeProperties properties = bind(Map.of());

        assertThat(properties.evaluateEvery()).isEqualTo(Duration.ofMinutes(1));
        assertThat(properties.privateNetwork()).isFalse();
        assertThat(properties.sslBundle()).isEmpty();
        assertThat(properties.smtp().isOff()).isTrue();
        assertThat(properties.smtp().security()).isEqualTo("starttls");
        assertThat(properties.operator().ways()).isEmpty();
    }

    @Test
    void takesEverythingThatCanBeSet() {
        NoticeProperties properties = bind(Map.ofEntries(
                Map.entry("bursar.notice.evaluate-every", "30s"),
                Map.entry("bursar.notice.private-network", "true"),
                Map.entry("bursar.notice.ssl-bundle", "alerts"),
                Map.entry("bursar.notice.smtp.host", "smtp.example.com"),
                Map.entry("bursar.notice.smtp.port", "465"),
                Map.entry("bursar.notice.smtp.username", "bursar"),
                Map.entry("bursar.notice.smtp.password", "very-secret"),
                Map.entry("bursar.notice.smtp.from", "bursar@example.com"),
                Map.entry("bursar.notice.smtp.security", "tls"),
                Map.entry("bursar.notice.operator.email", "ops@example.com"),
                Map.entry("bursar.notice.operator.slack", "https://hooks.example.com/hidden")));

        assertThat(properties.evaluateEvery()).isEqualTo(Duration.ofSeconds(30));
        assertThat(properties.privateNetwork()).isTrue();
        assertThat(properties.sslBundle()).isEqualTo("alerts");
        assertThat(properties.smtp())
                .isEqualTo(new NoticeProperties.Smtp(
                        "smtp.example.com", 465, "bursar", "very-secret", "bursar@example.com", "tls"));
        assertThat(properties.operator().ways()).containsExactly("email", "slack");
        assertThat(properties.toString()).doesNotContain("very-secret", "hidden");
    }

    @Test
    void refusesWhatCannotBe() {
        refuses("bursar.notice.evaluate-every", "0s", "evaluate-every");
        refuses("bursar.notice.smtp.security", "ssl", "smtp.security");
        refuses("bursar.notice.smtp.port", "0", "smtp.port");
        refuses("bursar.notice.smtp.host", "smtp.example.com", "smtp.from");
    }

    private static void refuses(String name, String value, String named) {
        assertThatThrownBy(() -> bind(Map.of(name, value))).hasStackTraceContaining(named);
    }

    private static NoticeProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("bursar.notice", NoticeProperties.class);
    }
}
