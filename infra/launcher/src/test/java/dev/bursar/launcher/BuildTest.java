package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository whose Maven wrapper is a script of three lines. */
class BuildTest {
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path root;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Build build;
    private List<Service> services;

    @BeforeEach
    void layOut() throws IOException {
        Installation installation = new Installation(root, root.resolve("home"));
        Folders.make(installation.cache());
        Folders.make(installation.logs());
        PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);
        build = new Build(installation, new Terminal(stream, stream));
        services = new Services(
                        installation,
                        new Ports(1, 2, 3, 4, 5, 6, 7),
                        new NodeTls(installation.secrets().resolve("node-tls")))
                .all();
        for (String source :
                List.of("pom.xml", "control-plane/server/src/main/A.java", "gateway/pom.xml", "admin-ui/pom.xml")) {
            write(source, LONG_AGO);
        }
        maven("""
                for jar in control-plane/server/target/bursar-server gateway/target/bursar-gateway admin-ui/target/bursar-admin-ui; do
                  mkdir -p $(dirname $jar) && touch -t 202601010000 $jar-0.1.0.jar
                done
                echo '[INFO] Building Bursar gateway 0.1.0                      [2/3]'
                """);
    }

    @Test
    void buildsWhatIsMissingAndThenNothing() {
        build.bringUpToDate(services);
        assertThat(shown()).contains("building 2 of 3: Bursar gateway");

        shown.reset();
        build.bringUpToDate(services);
        assertThat(shown()).isEmpty();
    }

    @Test
    void buildsAgainWhenASourceChanged() throws IOException {
        build.bringUpToDate(services);
        shown.reset();
        write("gateway/src/main/java/B.java", Instant.now().plusSeconds(60));

        build.bringUpToDate(services);

        assertThat(shown()).contains("Building");
    }

    @Test
    void ignoresWhatBuildsAndTestsWrite() throws IOException {
        build.bringUpToDate(services);
        shown.reset();
        Instant later = Instant.now().plusSeconds(60);
        write("gateway/target/classes/src/main/B.class", later);
        write("gateway/src/test/java/BTest.java", later);
        write("admin-ui/src/main/frontend/generated/flow/imports.js", later);

        build.bringUpToDate(services);

        assertThat(shown()).isEmpty();
    }

    @Test
    void repeatsTheFirstComplaint() throws IOException {
        maven("echo '[ERROR] A.java:[3,4] cannot find symbol'; echo '[ERROR] more'; exit 1\n");

        assertThatThrownBy(() -> build.bringUpToDate(services))
                .isInstanceOf(LauncherException.class)
                .hasMessageStartingWith("The build failed: A.java:[3,4] cannot find symbol. All of it: ");
    }

    @Test
    void namesTheJarThatIsMissing() {
        assertThatThrownBy(() -> build.jar(services.getFirst()))
                .hasMessageContaining("The control plane is not built")
                .hasMessageContaining("--no-build");
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private void maven(String statements) throws IOException {
        Path wrapper = root.resolve("mvnw");
        Files.writeString(wrapper, "#!/bin/sh\n" + statements);
        Folders.protect(wrapper, "rwx------");
    }

    private void write(String file, Instant changed) throws IOException {
        Path path = root.resolve(file);
        Folders.make(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, "");
        Files.setLastModifiedTime(path, FileTime.from(changed));
    }
}
