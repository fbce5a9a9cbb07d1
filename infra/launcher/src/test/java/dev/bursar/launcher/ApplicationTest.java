package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationTest {
    @TempDir
    private Path folder;

    private Installation installation;
    private Application application;

    @BeforeEach
    void build() throws IOException {
        installation = new Installation(folder, folder.resolve("home"));
        Path jar = folder.resolve("console.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("content"));
            zip.write("of this build".getBytes(StandardCharsets.UTF_8));
        }
        application = new Application(
                installation,
                new Service(
                        Service.CONSOLE,
                        "console",
                        folder,
                        "console",
                        List.of(),
                        Map::of,
                        URI.create("http://127.0.0.1:1"),
                        List.of()),
                jar);
    }

    @Test
    void isReplacedOnceAnotherBuildHasBeenUnpacked() throws IOException {
        Files.createDirectories(installation.cache().resolve("console-0badcafe"));

        assertThat(application.isReplaced()).isTrue();
    }

    @Test
    void isNotReplacedWhereNothingOfTheServiceWasEverUnpacked() throws IOException {
        assertThat(application.isReplaced()).isFalse();

        Files.createDirectories(installation.cache().resolve("gateway-0badcafe"));
        assertThat(application.isReplaced()).isFalse();
    }
}
