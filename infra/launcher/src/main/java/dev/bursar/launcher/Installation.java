package dev.bursar.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * Where an installation keeps its things. The cache can be made again; everything else is its state.
 *
 * @param root the repository
 * @param home the state, {@code .bursar} unless {@code BURSAR_HOME} says otherwise
 */
record Installation(Path root, Path home) {
    Installation {
        root = root.toAbsolutePath().normalize();
        home = home.toAbsolutePath().normalize();
    }

    Path run() {
        return home.resolve("run");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path config() {
        return home.resolve("config");
    }

    Path secrets() {
        return home.resolve("secrets");
    }

    Path data() {
        return home.resolve("data");
    }

    Path cache() {
        return home.resolve("cache");
    }

    Path lock() {
        return home.resolve("lock");
    }

    /** What the control plane remembers of the demo: while it is there, no new key is issued. */
    private Path demo() {
        return home.resolve("demo.json");
    }

    /** What {@code up --fresh} forgets. */
    List<Path> state() {
        return List.of(run(), logs(), config(), secrets(), data(), demo());
    }

    /** Whether Keycloak is its issuer; it keeps the one that it began with, because people are known by it. */
    boolean hasKeycloak() {
        return Files.exists(keycloakMark());
    }

    /** As it was chosen. */
    KeycloakKind keycloakKind() {
        try {
            String chosen = Files.readString(keycloakMark()).strip();
            return chosen.isEmpty() ? KeycloakKind.AUTO : KeycloakKind.parse(chosen);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void chooseKeycloak(KeycloakKind kind) {
        if (!hasKeycloak() && Files.exists(data().resolve("postgres"))) {
            throw new LauncherException("This installation has people whom its embedded issuer knows. Start one with"
                    + " Keycloak elsewhere (BURSAR_HOME), or forget this one: ./bursar up --keycloak --fresh.");
        }
        Folders.writePrivate(keycloakMark(), kind.text());
    }

    private Path keycloakMark() {
        return config().resolve("keycloak");
    }

    Properties storedPorts() {
        Properties properties = new Properties();
        if (Files.isReadable(portsFile())) {
            try (Reader reader = Files.newBufferedReader(portsFile())) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return properties;
    }

    void storePorts(Ports ports) {
        try (Writer writer = Files.newBufferedWriter(portsFile())) {
            ports.toProperties().store(writer, null);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path portsFile() {
        return config().resolve("ports.properties");
    }
}
