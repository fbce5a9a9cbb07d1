package dev.bursar.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The embedded PostgreSQL outlives a control plane that was killed. The next start takes it over, {@code down} ends it. */
final class LeftPostgres {
    private final Path data;

    LeftPostgres(Path data) {
        this.data = data;
    }

    Optional<ProcessHandle> find() {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::servesData);
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** SIGTERM lets it end in order; it has no clients any more. */
    void stop(Duration patience) {
        find().ifPresent(process -> {
            process.destroy();
            Deadline.in(patience).await(() -> !process.isAlive());
        });
    }

    private boolean servesData(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(data.toString());
    }
}
