package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The checks of scim2-tester, an independent client, where a Python that has it is named by {@code BURSAR_SCIM_PYTHON}
 * ({@code pip install scim2-tester httpx2}). The other tests here say the same of the standard without it.
 */
@WithDemoServer
class ScimCheckerTest {
    private final DemoServer server;

    ScimCheckerTest(DemoServer server) {
        this.server = server;
    }

    @Test
    void passesTheChecksOfAnIndependentClient() throws IOException, InterruptedException {
        String python = Objects.requireNonNullElse(System.getenv("BURSAR_SCIM_PYTHON"), "");
        if (python.isEmpty()) {
            System.out.println("SCIM was checked by this project's own tests; scim2-tester did not run");
        }
        assumeThat(python).isNotEmpty();
        ScimClient scim = ScimClient.of(server, server.globex(), "admin@globex.test");
        Path output = Files.createTempFile("scim2-tester", ".txt");
        Process checks = new ProcessBuilder(
                        python,
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
}
