package dev.bursar.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keycloak as a distribution from Maven Central, fetched by the project's own Maven wrapper. The program is in the cache,
 * what it remembers is with the installation's data.
 */
final class Keycloak {
    static final String NAME = "keycloak";
    static final String REALM = "bursar";
    static final Duration PATIENCE = Duration.ofSeconds(300);

    private static final String VERSION = "26.7.3";
    private static final Duration FETCH = Duration.ofMinutes(15);
    private static final int SECRET_BYTES = 24;

    private final Installation installation;
    private final int port;

    Keycloak(Installation installation, int port) {
        this.installation = installation;
        this.port = port;
    }

    ServiceProcess process() {
        return new ServiceProcess(installation, NAME);
    }

    URI health() {
        return URI.create(url() + "/realms/" + OutsideCompany.REALM);
    }

    OutsideCompany outside() {
        return new OutsideCompany(
                url() + "/realms/" + OutsideCompany.REALM,
                secret("outside-company-client.secret"),
                secret("outside-company-password.secret"));
    }

    /** Fetches and unpacks it where that was not done before, and lays out the outside company. */
    void prepare(Terminal terminal) {
        if (!Files.isDirectory(home())) {
            terminal.say("Fetching Keycloak " + VERSION + " (176 MB) …");
            fetch();
        }
        try {
            Path data = Folders.makePrivate(installation.data().resolve(NAME));
            Path link = home().resolve("data");
            if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(data)) {
                Folders.remove(link);
                Files.createSymbolicLink(link, data);
            }
            Folders.make(data.resolve("import"));
            Folders.writePrivate(data.resolve("import").resolve(OutsideCompany.REALM + "-realm.json"), outsideRealm());
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write to " + home() + ".", unwritable);
        }
    }

    void start() {
        process()
                .start(
                        List.of(
                                home().resolve("bin").resolve("kc.sh").toString(),
                                "start-dev",
                                "--import-realm",
                                "--http-host=127.0.0.1",
                                "--http-port=" + port),
                        Map.of(
                                "JAVA_HOME", System.getProperty("java.home"),
                                "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                                "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1",
                                "KC_BOOTSTRAP_ADMIN_CLIENT_ID", "bursar-bootstrap",
                                "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secret("keycloak-bootstrap.secret")));
    }

    private void fetch() {
        Path cache = Folders.make(installation.cache());
        String archive = "keycloak-quarkus-dist-" + VERSION + ".tar.gz";
        Tool.Result fetched = Tool.run(
                FETCH,
                List.of(
                        installation.root().resolve("mvnw").toString(),
                        "-q",
                        "-B",
                        "-N",
                        "-f",
                        installation.root().resolve("pom.xml").toString(),
                        "dependency:copy",
                        "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":tar.gz",
                        "-DoutputDirectory=" + cache),
                Map.of("JAVA_HOME", System.getProperty("java.home")));
        if (fetched.code() != 0 || !Files.exists(cache.resolve(archive))) {
            throw new LauncherException("Keycloak " + VERSION + " could not be fetched: "
                    + LogExcerpt.sentence(fetched.output()) + " Without --keycloak Bursar signs people in by itself; "
                    + "docs/guides/keycloak.md says how to use a Keycloak that runs elsewhere.");
        }
        unpack(cache, archive);
    }

    private void unpack(Path cache, String archive) {
        Path making = cache.resolve(NAME + ".making");
        Folders.remove(making);
        Folders.make(making);
        Tool.Result unpacked = Tool.run(
                Duration.ofMinutes(5),
                List.of("tar", "xzf", cache.resolve(archive).toString(), "-C", making.toString()));
        if (unpacked.code() != 0) {
            throw new LauncherException("Could not unpack Keycloak: " + LogExcerpt.sentence(unpacked.output()));
        }
        try (Stream<Path> inside = Files.list(making)) {
            Files.move(inside.findFirst().orElseThrow(), home());
            Files.delete(cache.resolve(archive));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        Folders.remove(making);
    }

    private String outsideRealm() throws IOException {
        OutsideCompany outside = outside();
        Path template = installation.root().resolve("infra").resolve("keycloak").resolve("outside-company-realm.json");
        return Files.readString(template)
                .replace("${BURSAR_KEYCLOAK_URL}", url())
                .replace("${BURSAR_OUTSIDE_CLIENT_SECRET}", outside.secret())
                .replace("${BURSAR_OUTSIDE_PASSWORD}", outside.password());
    }

    /** Drawn at random when it is first needed. */
    private String secret(String name) {
        Path file = installation.secrets().resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(bytes);
                Folders.writePrivate(
                        file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new LauncherException("Cannot read " + file + ".", unreadable);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    private Path home() {
        return installation.cache().resolve("keycloak-" + VERSION);
    }
}
