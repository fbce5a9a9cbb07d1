package dev.bursar.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher, as a person calls it, for one installation with state and ports of its own. */
record Bursar(Path root, Path home, int portBase) {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** @param out what it printed as its answer. @param err its progress and complaints */
    record Result(int code, String out, String err) {}

    Result run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("bursar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("BURSAR_HOME", home.toString());
        builder.environment().put("BURSAR_PORT_BASE", Integer.toString(portBase));
        builder.environment().put("BURSAR_WARM", "off");
        // Short enough to be waited for; otherwise as in use.
        builder.environment().put("BURSAR_GATEWAY_PROVIDER_RESPONSETIMEOUT", "2s");
        builder.environment().put("BURSAR_GATEWAY_PROVIDER_IDLETIMEOUT", "2s");
        builder.environment().put("BURSAR_NOTICE_EVALUATEEVERY", "5s");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // The issuers of the tests are on loopback.
        builder.environment().put("BURSAR_WORKLOAD_PRIVATENETWORK", "true");
        try {
            Files.createDirectories(home);
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            // Files, not pipes: what it starts in the background must not keep this waiting.
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        "./bursar " + String.join(" ", arguments) + " did not end: " + Files.readString(err));
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The last of its seven ports. */
    int keycloakPort() {
        return portBase + 6;
    }

    /** The process of a service. */
    ProcessHandle process(String service) {
        try {
            String pid = Files.readString(home.resolve("run").resolve(service + ".pid"))
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Without warning. */
    void kill(String service) {
        ProcessHandle process = process(service);
        process.destroyForcibly();
        process.onExit().join();
    }
}
