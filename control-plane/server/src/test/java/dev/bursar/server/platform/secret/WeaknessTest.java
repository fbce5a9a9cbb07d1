package dev.bursar.server.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeaknessTest {
    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "changeme", "Change-Me-123", "postgres", "password123456", "short", "aaaaaaaaaaaaaaaa"
            })
    void refusesWhatAnybodyWouldTryAndNamesTheFile(String secret) throws Exception {
        assertThat(Weakness.of(secret)).isPresent();
        Files.writeString(directory.resolve("console-client.secret"), secret);
        assertThatThrownBy(() -> TestSecrets.in(directory).password("console-client.secret"))
                .isInstanceOf(SecretException.class)
                .hasMessageContaining("console-client.secret")
                .hasMessageNotContaining(secret.isBlank() ? "\n" : secret);
    }

    @Test
    void takesWhatWasDrawnAtRandom() {
        String drawn = TestSecrets.in(directory).password("console-client.secret");
        assertThat(Weakness.of(drawn)).isEmpty();
    }

    @Test
    void takesASecretFromTheEnvironmentBeforeItsFile() throws Exception {
        Files.writeString(directory.resolve("console-client.secret"), "of-the-file-8c1f03");
        assertThat(TestSecrets.in(directory, Map.of("BURSAR_SECRET_CONSOLE_CLIENT_SECRET", "of-the-variable-77ab"))
                        .password("console-client.secret"))
                .isEqualTo("of-the-variable-77ab");
        assertThatThrownBy(() -> TestSecrets.in(directory, Map.of("BURSAR_SECRET_CONSOLE_CLIENT_SECRET", " "))
                        .password("console-client.secret"))
                .hasMessageContaining("BURSAR_SECRET_CONSOLE_CLIENT_SECRET");
    }
}
