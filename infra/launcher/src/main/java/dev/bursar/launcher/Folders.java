package dev.bursar.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Making, protecting and removing files. */
final class Folders {
    private Folders() {}

    static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new LauncherException(
                    "Cannot write to " + folder + ". Set BURSAR_HOME to a folder that you may write to.", unwritable);
        }
    }

    /** Makes a folder that only its owner can look into. */
    static Path makePrivate(Path folder) {
        make(folder);
        protect(folder, "rwx------");
        return folder;
    }

    /** Writes a file that only its owner can read. */
    static void writePrivate(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file);
            protect(file, "rw-------");
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write " + file + ".", unwritable);
        }
    }

    static void protect(Path file, String permissions) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        } catch (IOException | UnsupportedOperationException impossible) {
            throw new LauncherException("Cannot set the permissions of " + file + ".", impossible);
        }
    }

    /** Removes a folder and what it holds; links are removed, not followed. Does nothing where there is none. */
    static void remove(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException("Cannot remove " + folder, stuck);
        }
    }
}
