package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakContainerTest {
    @TempDir
    Path data;

    @Test
    void runsAsWhoeverTheDataBelongToAndNamesItsVariablesWithoutWhatTheyHold() throws IOException {
        List<String> command = new KeycloakContainer("some/keycloak:1", "one")
                .command(data, List.of("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET"));

        assertThat(command).startsWith("docker", "run").endsWith("some/keycloak:1");
        assertThat(command)
                .containsSequence("--user", Files.getAttribute(data, "unix:uid") + ":0")
                .containsSequence("--volume", data + ":/opt/keycloak/data")
                .containsSequence("--env", "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET")
                .containsSequence("--pull", "never");
    }
}
