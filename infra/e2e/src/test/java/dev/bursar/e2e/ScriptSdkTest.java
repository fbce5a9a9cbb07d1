package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * OpenAI's own packages for Node and Python. Where the tool or its registry is out of reach, the output says so and why;
 * the Java SDK's test runs everywhere.
 */
@EndToEnd
@Order(11)
class ScriptSdkTest {
    private static final Path TARGET = Path.of(System.getProperty("bursar.root"), "infra/e2e/target");

    private final House house;

    ScriptSdkTest(House house) {
        this.house = house;
    }

    @Test
    void nodeCompletesStreamsAndCallsTools() throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve("sdk-node"));
        Shell.Result installed = Shell.run(
                folder,
                Map.of(),
                List.of("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", "--prefix", ".", "openai"));
        if (installed.code() != 0) {
            System.out.println("Did not run: official openai package for Node: " + installed.lastLine());
            return;
        }
        drive("Node", folder, List.of("node", script(folder, "sdk.mjs")));
    }

    @Test
    void pythonCompletesStreamsAndCallsTools() throws IOException {
        Path folder = Files.createDirectories(TARGET.resolve("sdk-python"));
        Path python = folder.resolve("venv/bin/python");
        Shell.Result installed = Files.exists(python)
                ? Shell.run(folder, Map.of(), List.of(python.toString(), "--version"))
                : Shell.run(folder, Map.of(), List.of("python3", "-m", "venv", "venv"));
        if (installed.code() == 0) {
            installed = Shell.run(
                    folder, Map.of(), List.of(python.toString(), "-m", "pip", "install", "--quiet", "openai"));
        }
        if (installed.code() != 0) {
            System.out.println("Did not run: official openai package for Python: " + installed.lastLine());
            return;
        }
        drive("Python", folder, List.of(python.toString(), script(folder, "sdk.py")));
    }

    private void drive(String language, Path folder, List<String> command) {
        Map<String, String> environment =
                Map.of("OPENAI_BASE_URL", house.gateway + "/v1", "OPENAI_API_KEY", house.key, "NO_PROXY", "127.0.0.1");

        Shell.Result result = Shell.run(folder, environment, command);

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).contains("chat ok", "stream ok", "tools ok", "models ok", "refusal ok");
        System.out.println("Ran: official openai package for " + language + ", " + result.lastLine());
    }

    private static String script(Path folder, String name) throws IOException {
        Path script = folder.resolve(name);
        try (var resource = ScriptSdkTest.class.getResourceAsStream("/" + name)) {
            Files.write(script, Objects.requireNonNull(resource, name).readAllBytes());
        }
        return script.toString();
    }
}
