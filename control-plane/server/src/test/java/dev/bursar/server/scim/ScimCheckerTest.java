package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The checks of scim2-tester, an independent client, with a Python that has it: the one that {@code BURSAR_SCIM_PYTHON}
 * names, else the one that {@code .ci/scim-tester} made. Where there is neither, the output says so; {@link ScimWalkTest}
 * goes through the same operations in any case.
 */
@WithDemoServer
class ScimCheckerTest {
    private static final String MADE = "cache/scim-tester/bin/python";

    private final DemoServer server;

    ScimCheckerTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void passesTheChecksOfAnIndependentClient() throws IOException, InterruptedException {
        Optional<Path> python = python();
        if (python.isEmpty()) {
            System.out.println("""
                    NOT RUN: scim2-tester, the independent SCIM client (ScimCheckerTest). ScimWalkTest stands in for it.
                    To run it: .ci/scim-tester (needs python3 with venv, and a package index), then the tests again.""");
        }
        assumeThat(python).as("a Python with scim2-tester").isPresent();
        ScimClient scim = ScimClient.of(server, server.globex(), "admin@globex.test");
        Path output = Files.createTempFile("scim2-tester", ".txt");
        Process checks = new ProcessBuilder(
                        python.orElseThrow().toString(),
                        "src/test/python/scim2_check.py",
                        server.base() + "/scim/v2/" + server.globex(),
                        scim.token())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        int code = checks.waitFor();

        System.out.println(Files.readString(output));
        assertThat(code).as(Files.readString(output)).isZero();
    }

    /** Named and missing is a mistake, not a reason to skip: then the checks fail. */
    private static Optional<Path> python() {
        String named = Objects.requireNonNullElse(System.getenv("BURSAR_SCIM_PYTHON"), "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String home = Objects.requireNonNullElse(System.getenv("BURSAR_HOME"), "../../.bursar");
        return Stream.of(Path.of(home).resolve(MADE))
                .filter(Files::isExecutable)
                .map(Path::toAbsolutePath)
                .findFirst();
    }
}
