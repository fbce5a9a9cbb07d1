package dev.bursar.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From Maven Central, fetched by the project's own Maven wrapper and unpacked in the cache. */
record KeycloakDistribution(Installation installation) implements KeycloakProgram {
    private static final String VERSION = "26.7.3";
    private static final Duration FETCH = Duration.ofMinutes(15);
    private static final Duration UNPACK = Duration.ofMinutes(5);

    @Override
    public String title() {
        return "Keycloak " + VERSION + " from its distribution";
    }

    /** Fetches and unpacks it where that was not done before. */
    @Override
    public void prepare(Path data, Terminal terminal) {
        if (!Files.isDirectory(home())) {
            terminal.say("Fetching Keycloak " + VERSION + " (176 MB) …");
            fetch();
        }
        Path link = home().resolve("data");
        try {
            if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(data)) {
                Folders.remove(link);
                Files.createSymbolicLink(link, data);
            }
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write to " + home() + ".", unwritable);
        }
    }

    @Override
    public List<String> command(Path data, Collection<String> environment) {
        return List.of(home().resolve("bin").resolve("kc.sh").toString());
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
        Path making = cache.resolve(Keycloak.NAME + ".making");
        Folders.remove(making);
        Folders.make(making);
        Tool.Result unpacked =
                Tool.run(UNPACK, List.of("tar", "xzf", cache.resolve(archive).toString(), "-C", making.toString()));
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

    private Path home() {
        return installation.cache().resolve("keycloak-" + VERSION);
    }
}
