package dev.bursar.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs to its end. */
final class Tool {
    private Tool() {}

    /** @param output both of its streams */
    record Result(int code, String output) {}

    static Result run(Duration limit, List<String> command) {
        return run(limit, command, Map.of());
    }

    /** @param environment beside the launcher's own */
    static Result run(Duration limit, List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            StringBuilder output = new StringBuilder();
            try (BufferedReader reader = process.inputReader()) {
                reader.lines().forEach(line -> output.append(line).append('\n'));
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LauncherException(name(command) + " did not end within " + limit.toSeconds() + " s.");
            }
            return new Result(process.exitValue(), output.toString());
        } catch (IOException missing) {
            throw new LauncherException("Cannot run " + name(command) + ": is it installed and on the PATH?", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", interrupted);
        }
    }

    /** Runs a tool of the JDK that this program runs on. */
    static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static String name(List<String> command) {
        return String.valueOf(Path.of(command.getFirst()).getFileName());
    }
}
