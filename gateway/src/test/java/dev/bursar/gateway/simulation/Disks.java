package dev.bursar.gateway.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;

/** Directories for nodes' spools. */
final class Disks {
    private final Path root;
    private int used;

    Disks(Path root) {
        this.root = root;
    }

    Path fresh() {
        try {
            return Files.createDirectory(root.resolve(String.valueOf(used++)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A crash may have cut off what was written last. */
    void tear(Path directory, RandomGenerator random) {
        Path spool = directory.resolve("usage.spool");
        try (FileChannel file = FileChannel.open(spool, StandardOpenOption.WRITE)) {
            long cut = random.nextBoolean() ? 0 : random.nextLong(60);
            file.truncate(Math.max(0, file.size() - cut));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
