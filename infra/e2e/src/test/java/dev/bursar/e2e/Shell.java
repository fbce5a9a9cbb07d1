package dev.bursar.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end. */
final class Shell {
    private static final int LIMIT_SECONDS = 120;

    private Shell() {}

    record Result(int code, String output) {
        String lastLine() {
            List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        }
    }

    /** A program that is not there, or does not end in time, is a result too. */
    static Result run(Path folder, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Path output = Files.createTempFile(folder, "output", ".txt");
            Process process = builder.redirectOutput(output.toFile()).start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(output);
            Files.delete(output);
            return ended
                    ? new Result(process.exitValue(), text)
                    : new Result(-1, text + "\nno end after " + LIMIT_SECONDS + " s");
        } catch (IOException missing) {
            return new Result(-1, command.getFirst() + " is not installed");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
