package dev.bursar.server.platform.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Text files that only their owner can read. A variable of the environment goes before its file: {@code fleet.secret} is
 * {@code BURSAR_SECRET_FLEET_SECRET}.
 */
final class SecretFiles {
    private static final String VARIABLE = "BURSAR_SECRET_";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final boolean mayCreate;
    private final Map<String, String> environment;

    SecretFiles(Path directory, boolean mayCreate, Map<String, String> environment) {
        this.directory = directory;
        this.mayCreate = mayCreate;
        this.environment = environment;
    }

    Path path(String fileName) {
        return directory.resolve(fileName);
    }

    boolean exists(String fileName) {
        return environment.containsKey(variable(fileName)) || Files.exists(path(fileName));
    }

    private static String variable(String fileName) {
        return VARIABLE + fileName.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** The file's text; made by {@code content} if there is none and that is allowed. */
    String read(String fileName, Supplier<String> content) {
        if (!exists(fileName)) {
            create(fileName, content.get());
        }
        return read(fileName);
    }

    String read(String fileName) {
        String variable = environment.get(variable(fileName));
        if (variable != null) {
            return filled(variable(fileName), variable);
        }
        try {
            return filled(path(fileName).toString(), Files.readString(path(fileName)));
        } catch (IOException e) {
            throw new SecretException("The secret " + path(fileName) + " cannot be read.", e);
        }
    }

    private static String filled(String where, String text) {
        if (text.isBlank()) {
            throw new SecretException("The secret " + where + " is empty.");
        }
        return text;
    }

    /** Whole or not at all, also when the process is killed meanwhile. */
    void create(String fileName, String content) {
        if (!mayCreate) {
            throw new SecretException(
                    "The secret " + path(fileName) + " is missing. In the production profile none is made up.");
        }
        try {
            Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
            Path half = Files.createTempFile(directory, fileName, ".new", OWNER_ONLY);
            Files.write(half, content.getBytes(StandardCharsets.UTF_8));
            Files.move(half, path(fileName), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SecretException("The secret " + path(fileName) + " cannot be written.", e);
        }
    }
}
