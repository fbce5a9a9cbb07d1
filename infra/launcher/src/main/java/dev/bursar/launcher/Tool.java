package dev.bursar.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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
            // Beside the wait: a program that neither speaks nor ends must not outlast its limit.
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new LauncherException(name(command) + " did not end within " + limit.toSeconds() + " s.");
            }
            return new Result(process.exitValue(), output.join());
        } catch (IOException missing) {
            throw new LauncherException("Cannot run " + name(command) + ": is it installed and on the PATH?", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", interrupted);
        }
    }

    private static String read(Process process) {
        return process.inputReader().lines().map(line -> line + '\n').collect(Collectors.joining());
    }

    /** Runs a tool of the JDK that this program runs on. */
    static String jdk(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    private static String name(List<String> command) {
        return String.valueOf(Path.of(command.getFirst()).getFileName());
    }
}
