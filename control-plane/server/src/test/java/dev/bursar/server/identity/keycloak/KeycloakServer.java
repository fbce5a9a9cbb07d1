package dev.bursar.server.identity.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Keycloak for one run of the tests, with a second realm as the outside company. The distribution comes through the
 * project's Maven wrapper and is kept in {@code target}; its first start takes the longest. Each run begins with no data.
 */
public final class KeycloakServer implements AutoCloseable {
    public static final String BOOTSTRAP_SECRET = "bootstrap-only-for-tests";
    public static final String OUTSIDE_SECRET = "outside-only-for-tests";
    public static final String OUTSIDE_PASSWORD = "password-only-for-tests";

    private static final String VERSION = "26.7.3";
    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final Process process;
    private final String url;

    private KeycloakServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Empty where the distribution cannot be had; the output says why. */
    static Optional<KeycloakServer> start() {
        Optional<Path> home = distribution();
        if (home.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path folder = home.get();
            remove(folder.resolve("data"));
            Files.createDirectories(folder.resolve("data/import"));
            Files.copy(
                    root().resolve("infra/keycloak/outside-company-realm.json"),
                    folder.resolve("data/import/outside-company-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            int port = freePort();
            String url = "http://127.0.0.1:" + port;
            long began = System.nanoTime();
            KeycloakServer server = new KeycloakServer(launch(folder, port, url), url);
            server.await(folder.resolve("test.log"));
            System.out.println("Keycloak of the tests: " + VERSION + ", ready after "
                    + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
            return Optional.of(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Process launch(Path folder, int port, String url) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "bin/kc.sh",
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + freePort())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("test.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "JAVA_OPTS_KC_HEAP",
                        "-Xms64m -Xmx512m",
                        "JAVA_OPTS_APPEND",
                        "-XX:TieredStopAtLevel=1",
                        "KC_BOOTSTRAP_ADMIN_CLIENT_ID",
                        "bursar-bootstrap",
                        "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
                        BOOTSTRAP_SECRET,
                        "BURSAR_KEYCLOAK_URL",
                        url,
                        "BURSAR_OUTSIDE_CLIENT_SECRET",
                        OUTSIDE_SECRET,
                        "BURSAR_OUTSIDE_PASSWORD",
                        OUTSIDE_PASSWORD));
        return builder.start();
    }

    private void await(Path log) throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/realms/outside-company"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not yet.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            LockSupport.parkNanos(200_000_000);
        }
        process.destroyForcibly();
        throw new IllegalStateException("Keycloak did not start: " + Files.readString(log));
    }

    private static Optional<Path> distribution() {
        Path cache = MODULE.resolve("target/keycloak");
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

    private static Path root() {
        for (Path folder = MODULE; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside of the repository: " + MODULE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
