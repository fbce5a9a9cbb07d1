package dev.bursar.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** The issuer, where it is not the embedded one, and the outside company in it. It remembers with the installation's data. */
final class Keycloak {
    static final String NAME = "keycloak";
    static final String REALM = "bursar";
    static final Duration PATIENCE = Duration.ofSeconds(300);

    private static final String USUAL_IMAGE = "keycloak/keycloak:26.7";
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

    /** Whichever way fits best of those that were asked for. */
    KeycloakProgram program() {
        String image = System.getenv().getOrDefault("BURSAR_KEYCLOAK_IMAGE", USUAL_IMAGE);
        KeycloakProgram container = new KeycloakContainer(image, containerName());
        return switch (installation.keycloakKind()) {
            case DISTRIBUTION -> new KeycloakDistribution(installation);
            case CONTAINER -> {
                if (!ContainerEngine.has(image)) {
                    throw new LauncherException("No container engine answers that has the image " + image
                            + ". Fetch it (docker pull " + image + "), or choose --keycloak=distribution.");
                }
                yield container;
            }
            case AUTO ->
                ContainerEngine.sharesHostNetwork() && ContainerEngine.has(image)
                        ? container
                        : new KeycloakDistribution(installation);
        };
    }

    void start(KeycloakProgram program, Terminal terminal) {
        Path data = Folders.makePrivate(installation.data().resolve(NAME));
        layOut(data);
        program.prepare(data, terminal);
        if (program instanceof KeycloakContainer) {
            Folders.writePrivate(containerMark(), containerName());
        }
        Map<String, String> ofKeycloak = Map.of(
                "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
                "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1",
                "KC_BOOTSTRAP_ADMIN_CLIENT_ID", "bursar-bootstrap",
                "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secret("keycloak-bootstrap.secret"));
        Map<String, String> environment = new HashMap<>(ofKeycloak);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        List<String> options = List.of("start-dev", "--import-realm", "--http-host=127.0.0.1", "--http-port=" + port);
        process().start(program.command(data, ofKeycloak.keySet()), options, environment);
    }

    /** As a {@link ServiceProcess} is stopped, with the container that it may have been in. */
    Optional<String> stop(Duration patience) {
        Optional<String> forced = process().stop(patience);
        removeLeftContainer();
        return forced;
    }

    /** The engine's command line may have been killed and left its container, which holds the port. */
    void removeLeftContainer() {
        if (Files.exists(containerMark())) {
            ContainerEngine.remove(containerName());
            Folders.remove(containerMark());
        }
    }

    private void layOut(Path data) {
        try {
            Folders.make(data.resolve("import"));
            Folders.writePrivate(data.resolve("import").resolve(OutsideCompany.REALM + "-realm.json"), outsideRealm());
        } catch (IOException unreadable) {
            throw new LauncherException("Cannot lay out the outside company in " + data + ".", unreadable);
        }
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

    /** Installations beside each other have their own. */
    private String containerName() {
        CRC32 checksum = new CRC32();
        checksum.update(installation.home().toString().getBytes(StandardCharsets.UTF_8));
        return "bursar-keycloak-" + Long.toHexString(checksum.getValue());
    }

    private Path containerMark() {
        return installation.run().resolve("keycloak.container");
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }
}
