package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.adminui.ConsoleProperties;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

class ProductionRulesTest {
    private static final String HTTPS = "https://id.example.org";

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "secret", "changeme", "short", "aaaaaaaaaaaaaaaaaaaa"})
    void refusesAWeakClientSecretAndNamesItsFile(String secret) throws Exception {
        Files.writeString(directory.resolve("client.secret"), secret);
        assertThatThrownBy(() -> new ProductionRules(properties(HTTPS, true), directory))
                .hasMessageContaining("client.secret");
    }

    @Test
    void refusesToGoWithoutASecretWithoutSignInOrWithoutTls() throws Exception {
        assertThatThrownBy(() -> new ProductionRules(properties(HTTPS, true), directory))
                .hasMessageContaining("client.secret");
        Files.writeString(directory.resolve("client.secret"), "k3mpt-urf-97-loz");
        assertThatThrownBy(() -> new ProductionRules(properties(HTTPS, false), directory))
                .hasMessageContaining("sign-in");
        assertThatThrownBy(() -> new ProductionRules(properties("http://id.example.org", true), directory))
                .hasMessageContaining("issuer-url");
        assertThatCode(() -> new ProductionRules(properties(HTTPS, true), directory))
                .doesNotThrowAnyException();
    }

    @Test
    void keepsTheCookieToHttpsAndToThisHost() {
        YamlPropertiesFactoryBean file = new YamlPropertiesFactoryBean();
        file.setResources(new ClassPathResource("application-production.yaml"));
        Properties settings = file.getObject();
        assertThat(settings).isNotNull();
        assertThat(settings)
                .containsEntry("server.servlet.session.cookie.secure", true)
                .containsEntry("server.servlet.session.cookie.path", "/")
                .containsEntry("server.servlet.session.cookie.name", "__Host-BURSAR_CONSOLE");
    }

    private static ConsoleProperties properties(String issuer, boolean signIn) {
        return new ConsoleProperties(
                URI.create("http://127.0.0.1:8401"),
                URI.create(issuer),
                ConsoleProperties.Issuer.KEYCLOAK,
                URI.create("https://gateway.example.org"),
                "bursar-console",
                "client.secret",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                signIn);
    }
}
