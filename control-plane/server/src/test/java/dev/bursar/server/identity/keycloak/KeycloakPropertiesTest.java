package dev.bursar.server.identity.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeycloakPropertiesTest {
    @Test
    void hasDefaults() {
        assertThat(bind(Map.of("url", "https://id.example.org")))
                .isEqualTo(new KeycloakProperties(
                        "https://id.example.org",
                        "bursar",
                        "bursar-control-plane",
                        false,
                        "bursar-bootstrap",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20)));
    }

    @Test
    void takesEverything() {
        KeycloakProperties all = bind(Map.of(
                "url", "http://127.0.0.1:1",
                "realm", "people",
                "client-id", "cp",
                "set-up", "true",
                "bootstrap-client-id", "boot",
                "events-every", "1s",
                "timeout", "3s"));
        assertThat(all)
                .isEqualTo(new KeycloakProperties(
                        "http://127.0.0.1:1",
                        "people",
                        "cp",
                        true,
                        "boot",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3)));
        assertThat(all.issuer()).isEqualTo("http://127.0.0.1:1/realms/people");
    }

    @ParameterizedTest
    @CsvSource({
        "url, https://id.example.org/",
        "url, id.example.org",
        "url, ftp://id.example.org",
        "realm, master",
        "realm, a/b",
        "client-id, ''",
        "events-every, 10ms",
        "events-every, 2m",
        "timeout, 0s",
    })
    void refusesWhatCannotBe(String name, String value) {
        assertThatThrownBy(() -> bind(withUrl(name, value))).hasStackTraceContaining("bursar.keycloak");
    }

    private static Map<String, String> withUrl(String name, String value) {
        Map<String, String> values = new HashMap<>(Map.of("url", "https://id.example.org"));
        values.put(name, value);
        return values;
    }

    private static KeycloakProperties bind(Map<String, String> values) {
        Map<String, String> properties = new HashMap<>();
        Map<String, String> merged = new HashMap<>(values);
        merged.forEach((name, value) -> properties.put("bursar.keycloak." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("bursar.keycloak", KeycloakProperties.class);
    }
}
