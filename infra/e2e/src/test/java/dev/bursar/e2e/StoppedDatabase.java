package dev.bursar.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The installation's PostgreSQL, stopped the hard way, as a power cut does it, until it is closed. */
final class StoppedDatabase implements AutoCloseable {
    private final Bursar bursar;

    private StoppedDatabase(Bursar bursar) {
        this.bursar = bursar;
    }

    static StoppedDatabase stop(Bursar bursar) {
        StoppedDatabase database = new StoppedDatabase(bursar);
        database.control("stop", "-m", "immediate");
        return database;
    }

    /** Recovers and answers again. */
    @Override
    public void close() {
        control("start", "-l", bursar.home().resolve("logs/postgres.log").toString(), "-o", options());
    }

    private void control(String... arguments) {
        List<String> command = new ArrayList<>(List.of("unshare", "-U")); // the server refuses to run as root
        command.add(program().toString());
        command.addAll(List.of("-D", data().toString(), "-w"));
        command.addAll(List.of(arguments));
        Shell.Result result = Shell.run(bursar.home(), Map.of(), command);
        if (result.code() != 0) {
            throw new AssertionError(result.output());
        }
    }

    /** Those it was started with. */
    private String options() {
        try {
            String line = Files.readString(data().resolve("postmaster.opts")).strip();
            return line.substring(line.indexOf("\"-p\""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path data() {
        return bursar.home().resolve("data/postgres");
    }

    private Path program() {
        try (Stream<Path> files = Files.walk(bursar.home().resolve("cache/postgres"), 3)) {
            return files.filter(file -> file.endsWith("bin/pg_ctl")).findFirst().orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
