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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Keycloak for one run of the tests, with a second realm as the outside company. Each run begins with no data.
 *
 * <p>{@code IT_KEYCLOAK=auto|container|distribution} chooses how it is run. {@code auto}: by container where an engine answers
 * and has the image, else from the distribution.
 */
public final class KeycloakServer implements AutoCloseable {
    public static final String BOOTSTRAP_SECRET = "bootstrap-only-for-tests";
    public static final String OUTSIDE_SECRET = "outside-only-for-tests";
    public static final String OUTSIDE_PASSWORD = "password-only-for-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final Path CACHE = Path.of("").toAbsolutePath().resolve("target/keycloak");
    private static final Map<String, String> SETTINGS = Map.of(
            "JAVA_OPTS_KC_HEAP",
            "-Xms64m -Xmx512m",
            "JAVA_OPTS_APPEND",
            "-XX:TieredStopAtLevel=1",
            "KC_BOOTSTRAP_ADMIN_CLIENT_ID",
            "bursar-bootstrap",
            "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
            BOOTSTRAP_SECRET,
            "BURSAR_OUTSIDE_CLIENT_SECRET",
            OUTSIDE_SECRET,
            "BURSAR_OUTSIDE_PASSWORD",
            OUTSIDE_PASSWORD);
    private static final List<String> NAMES = Stream.concat(
                    SETTINGS.keySet().stream(), Stream.of("BURSAR_KEYCLOAK_URL"))
            .toList();

    private final Process process;
    private final String url;

    private KeycloakServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** As {@code IT_KEYCLOAK} says. Empty where none can be had; the output says why. */
    static Optional<KeycloakServer> start() {
        String wanted = System.getenv().getOrDefault("IT_KEYCLOAK", "auto");
        return switch (wanted) {
            case "auto" -> KeycloakContainer.isThere() ? Optional.of(byContainer()) : byDistribution();
            case "container" -> Optional.of(byContainer());
            case "distribution" -> byDistribution();
            default -> throw new IllegalArgumentException("IT_KEYCLOAK is auto, container or distribution");
        };
    }

    private static Optional<KeycloakServer> byDistribution() {
        return KeycloakDistribution.find(CACHE)
                .map(home -> start(KeycloakDistribution.VERSION, home.resolve("data"), List.of(home + "/bin/kc.sh")));
    }

    private static KeycloakServer byContainer() {
        Path data = CACHE.resolve("container/data");
        return start(KeycloakContainer.title(), data, KeycloakContainer.command(data, NAMES));
    }

    /** @param program up to where Keycloak's own options begin */
    private static KeycloakServer start(String title, Path data, List<String> program) {
        try {
            remove(data);
            Files.createDirectories(data.resolve("import"));
            Files.copy(
                    KeycloakDistribution.root().resolve("infra/keycloak/outside-company-realm.json"),
                    data.resolve("import/outside-company-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
            int port = freePort();
            String url = "http://127.0.0.1:" + port;
            long began = System.nanoTime();
            Path log = data.resolveSibling("test.log");
            KeycloakServer server = new KeycloakServer(launch(program, log, port, url), url);
            server.await(log);
            System.out.println("Keycloak of the tests: " + title + ", ready after "
                    + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return url;
    }

    /** As a machine that hangs: it takes connections and says nothing. */
    public void pause() {
        if (!KeycloakContainer.pause()) {
            signal("-STOP");
        }
    }

    public void resume() {
        if (!KeycloakContainer.resume()) {
            signal("-CONT");
        }
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal, Long.toString(process.pid())));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        try {
            if (new ProcessBuilder(command).start().waitFor() != 0) {
                throw new IllegalStateException("Keycloak could not be sent " + signal);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            KeycloakContainer.remove();
        }
    }

    private static Process launch(List<String> program, Path log, int port, String url) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + freePort()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(SETTINGS);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("BURSAR_KEYCLOAK_URL", url);
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
