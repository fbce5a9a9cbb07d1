package dev.bursar.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The running process of a service. Which one it is stands in a pid file, but a number alone proves nothing: after a
 * reboot it may belong to anyone. The process must also carry this installation's mark in its command line.
 */
final class ServiceProcess {
    /** A log that has grown past this is moved aside at the next start. */
    private static final long LOG_BYTES = 10_000_000;

    /** While a process becomes another program it has no command line; one that is dead and not buried never has. */
    private static final Duration EXEC = Duration.ofMillis(200);

    private static final Duration FORCED = Duration.ofSeconds(5);

    // In its own process group, so that Ctrl-C here does not end it; without a terminal, so that closing it does not
    // either.
    private static final String DETACH =
            "set -m; log=$1; shift; nohup \"$@\" </dev/null >>\"$log\" 2>&1 & printf '%s\\n' $!";

    private final Installation installation;
    private final String name;

    ServiceProcess(Installation installation, String name) {
        this.installation = installation;
        this.name = name;
    }

    Path log() {
        return installation.logs().resolve(name + ".log");
    }

    Optional<ProcessHandle> find() {
        return storedPid().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    boolean isRunning() {
        return find().isPresent();
    }

    /** Starts it detached. @param command java and its options; the mark is added */
    void start(List<String> command) {
        start(command.subList(0, 1), command.subList(1, command.size()), Map.of());
    }

    /**
     * Starts it detached.
     *
     * @param program what takes the mark as its first options
     * @param environment beside the launcher's own
     */
    void start(List<String> program, List<String> options, Map<String, String> environment) {
        moveLargeLogAside();
        List<String> detached = new ArrayList<>(List.of("bash", "-c", DETACH, "bursar", log().toString()));
        detached.addAll(program);
        detached.addAll(mark());
        detached.addAll(options);
        Tool.Result result = Tool.run(Duration.ofSeconds(10), detached, environment);
        try {
            Files.writeString(pidFile(), result.output().strip());
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write " + pidFile() + ".", unwritable);
        }
    }

    /** Asks it to end, waits, and only then forces it. Does nothing where it does not run. */
    Optional<String> stop(Duration patience) {
        Optional<ProcessHandle> running = find();
        Optional<String> forced = running.flatMap(process -> {
            process.destroy();
            if (Deadline.in(patience).await(() -> !isOurs(process))) {
                return Optional.empty();
            }
            process.destroyForcibly();
            Deadline.in(FORCED).await(() -> !isOurs(process));
            return Optional.of(name + " did not end within " + patience.toSeconds() + " s and was killed.");
        });
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot remove " + pidFile() + ".", unwritable);
        }
        return forced;
    }

    private List<String> mark() {
        return List.of("-Dbursar.service=" + name, "-Dbursar.home=" + installation.home());
    }

    private boolean isOurs(ProcessHandle process) {
        Deadline.in(EXEC).await(() -> !commandLine(process).isEmpty() || !process.isAlive());
        String commandLine = commandLine(process);
        return process.isAlive() && mark().stream().allMatch(commandLine::contains);
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private Optional<Long> storedPid() {
        try {
            return Files.exists(pidFile())
                    ? Optional.of(Long.valueOf(Files.readString(pidFile()).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private void moveLargeLogAside() {
        try {
            if (Files.exists(log()) && Files.size(log()) > LOG_BYTES) {
                Files.move(log(), log().resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write to " + installation.logs() + ".", unwritable);
        }
    }

    private Path pidFile() {
        return installation.run().resolve(name + ".pid");
    }
}
