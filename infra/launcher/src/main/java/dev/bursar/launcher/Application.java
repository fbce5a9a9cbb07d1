package dev.bursar.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * A service's jar, unpacked, with what the JVM learned about it in a training run. Both halve the time to start. They
 * are kept by the jar's contents, so that a changed build gets new ones.
 */
final class Application {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Installation installation;
    private final Service service;
    private final Path jar;

    Application(Installation installation, Service service, Path jar) {
        this.installation = installation;
        this.service = service;
        this.jar = jar;
    }

    Service service() {
        return service;
    }

    /** Unpacks the jar unless that was done before, and forgets older ones. */
    void unpack() {
        if (Files.isDirectory(folder())) {
            return;
        }
        Folders.make(installation.cache());
        Path making = installation.cache().resolve(service.name() + ".making");
        Folders.remove(making);
        Tool.Result result = Tool.run(
                PATIENCE,
                List.of(
                        Tool.jdk("java"),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        making.toString()));
        if (result.code() != 0) {
            throw new LauncherException(
                    "Could not unpack " + jar + ": " + result.output().strip());
        }
        removeOlder();
        try {
            Files.move(making, folder());
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write " + folder() + ".", unwritable);
        }
    }

    /** Whether another build's is unpacked, which may be running: unpacking this one would take it away. */
    boolean isReplaced() {
        return !Files.isDirectory(folder()) && !unpacked().isEmpty();
    }

    /** Writes the service's configuration and returns the command that runs it. */
    List<String> command() {
        Path settings = installation.config().resolve(service.name() + ".properties");
        writeSettings(settings, service.settings().get());
        List<String> command = new ArrayList<>(List.of(Tool.jdk("java")));
        command.addAll(options());
        if (Files.exists(trained())) {
            command.add("-XX:AOTCache=" + trained());
        }
        command.addAll(run(settings));
        return command;
    }

    boolean isTrained() {
        return Files.exists(trained());
    }

    /**
     * Starts the application as far as its beans, lets the JVM write down what it loaded and linked, and ends it.
     *
     * @param overrides settings that keep the training run apart from the installation
     */
    Tool.Result train(Map<String, String> overrides) {
        Path settings = installation.config().resolve(service.name() + ".training.properties");
        Map<String, String> all = new HashMap<>(service.settings().get());
        all.putAll(overrides);
        writeSettings(settings, all);
        Path making = folder().resolve("making.aot");
        List<String> command = new ArrayList<>(List.of(Tool.jdk("java")));
        command.addAll(options());
        command.addAll(List.of("-XX:AOTCacheOutput=" + making, "-Dspring.context.exit=onRefresh"));
        command.addAll(run(settings));
        Tool.Result result = Tool.run(PATIENCE, command);
        try {
            if (result.code() == 0 && Files.exists(making)) {
                Files.move(making, trained());
            }
            Files.deleteIfExists(settings);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return result;
    }

    // The same in training and in use: the JVM refuses a cache that was made with other options.
    private List<String> options() {
        List<String> options = new ArrayList<>(service.memory());
        options.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dio.netty.allocator.type=pooled",
                "-Dfile.encoding=UTF-8"));
        return options;
    }

    private List<String> run(Path settings) {
        return List.of(
                "-jar",
                folder().resolve(jar.getFileName()).toString(),
                "--spring.config.additional-location=" + settings.toUri());
    }

    private static void writeSettings(Path file, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        Folders.writePrivate(file, "");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written at each start; not the place for changes.");
        } catch (IOException unwritable) {
            throw new LauncherException("Cannot write " + file + ".", unwritable);
        }
    }

    private Path trained() {
        return folder().resolve("trained-" + Runtime.version().feature() + ".aot");
    }

    private Path folder() {
        return installation.cache().resolve(service.name() + "-" + fingerprint());
    }

    /** Of the jar's contents: reproducible builds give every jar the same age. Read from its directory, so it is cheap. */
    private String fingerprint() {
        CRC32 checksum = new CRC32();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName() + entry.getCrc() + entry.getSize() + "\n")
                    .forEach(entry -> checksum.update(entry.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new LauncherException("Cannot read " + jar + ".", unreadable);
        }
        return HexFormat.of().toHexDigits(checksum.getValue(), 8);
    }

    private void removeOlder() {
        unpacked().forEach(Folders::remove);
    }

    /** Of any build. */
    private List<Path> unpacked() {
        if (!Files.isDirectory(installation.cache())) {
            return List.of();
        }
        try (Stream<Path> cached = Files.list(installation.cache())) {
            return cached.filter(path -> path.getFileName().toString().matches(service.name() + "-[0-9a-f]{8}"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
