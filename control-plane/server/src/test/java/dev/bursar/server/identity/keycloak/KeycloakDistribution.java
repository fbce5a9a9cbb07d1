package dev.bursar.server.identity.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keycloak's distribution, through the project's Maven wrapper; its first start takes the longest. */
final class KeycloakDistribution {
    static final String VERSION = "26.7.3";

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private KeycloakDistribution() {}

    /** Empty where it cannot be had; the output says why. @param cache where it is kept unpacked */
    static Optional<Path> find(Path cache) {
        Path home = cache.resolve("keycloak-" + VERSION);
        if (Files.isDirectory(home)) {
            return Optional.of(home);
        }
        try {
            Files.createDirectories(cache);
            if (!fromLocalRepository(cache) && !copy(cache)) {
                System.out.println("Keycloak of the tests: none, its distribution could not be fetched");
                return Optional.empty();
            }
            Path making = Files.createTempDirectory(cache, "unpacking");
            Path archive = cache.resolve("keycloak-quarkus-dist-" + VERSION + ".tar.gz");
            if (run(cache, List.of("tar", "xzf", archive.toString(), "-C", making.toString())) != 0) {
                throw new IllegalStateException("the distribution of Keycloak cannot be unpacked");
            }
            Files.move(making.resolve("keycloak-" + VERSION), home);
            Files.delete(making);
            Files.delete(archive);
            return Optional.of(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Maven has it already, there is no need to run it. */
    private static boolean fromLocalRepository(Path cache) throws IOException {
        String name = "keycloak-quarkus-dist-" + VERSION + ".tar.gz";
        Path kept = Path.of(
                System.getProperty("user.home"), ".m2/repository/org/keycloak/keycloak-quarkus-dist", VERSION, name);
        if (!Files.exists(kept)) {
            return false;
        }
        Files.copy(kept, cache.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static boolean copy(Path cache) throws IOException {
        List<String> command = Stream.of(
                        Stream.of(root().resolve("mvnw").toString(), "-q", "-B", "-N"),
                        Stream.of(
                                "dependency:copy",
                                "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":tar.gz",
                                "-DoutputDirectory=" + cache))
                .flatMap(s -> s)
                .toList();
        return run(root(), command) == 0;
    }

    private static int run(Path folder, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    /** Of the repository. */
    static Path root() {
        for (Path folder = MODULE; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside of the repository: " + MODULE);
    }
}
