package dev.bursar.gateway.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Directories for nodes' spools, gone when it is closed. */
final class Disks implements AutoCloseable {
    private final Path root;
    private int used;

    private Disks(Path root) {
        this.root = root;
    }

    /** @param name of a directory that is not there yet */
    static Disks in(Path directory, String name) {
        return new Disks(directory.resolve(name));
    }

    Path fresh() {
        try {
            return Files.createDirectories(root.resolve(String.valueOf(used++)));
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

    @Override
    public void close() {
        if (used == 0) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
