package dev.bursar.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** One more gateway of an installation: its own name and certificate, its own ports and disk. */
final class FurtherGateway implements AutoCloseable {
    private final Bursar bursar;
    private final String name;
    private final int port;
    private Process process;

    private FurtherGateway(Bursar bursar, String name, int port) {
        this.bursar = bursar;
        this.name = name;
        this.port = port;
        this.process = launch();
    }

    /** @param port and the one after it are free */
    static FurtherGateway start(Bursar bursar, String name, int port) {
        makeCertificate(bursar.home().resolve("secrets/node-tls"), name);
        writeSettings(bursar, name, port);
        return new FurtherGateway(bursar, name, port);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Without warning. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private Process launch() {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar(bursar.home()).toString(),
                "--spring.config.additional-location=" + settings(bursar, name).toUri());
        try {
            return java.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            bursar.home().resolve("logs").resolve(name + ".log").toFile()))
                    .start();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Path jar(Path home) {
        try (Stream<Path> files = Files.walk(home.resolve("cache"), 2)) {
            return files.filter(file -> file.getFileName().toString().matches("bursar-gateway-.*[.]jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path settings(Bursar bursar, String name) {
        return bursar.home().resolve("config").resolve(name + ".properties");
    }

    /** Those of the first gateway, but for what each has of its own. */
    private static void writeSettings(Bursar bursar, String name, int port) {
        Properties settings = new Properties();
        try (var first = Files.newBufferedReader(settings(bursar, "gateway"))) {
            settings.load(first);
            Path state = Files.createDirectories(bursar.home().resolve("data").resolve(name));
            settings.setProperty("bursar.gateway.edge.port", Integer.toString(port));
            settings.setProperty("bursar.gateway.management.port", Integer.toString(port + 1));
            settings.setProperty("server.port", Integer.toString(port + 1));
            settings.setProperty("bursar.gateway.state-directory", state.toString());
            settings.setProperty("bursar.gateway.control-plane.advertised-address", "127.0.0.1:" + port);
            settings.setProperty(
                    "spring.ssl.bundle.jks.node.keystore.location",
                    bursar.home()
                            .resolve("secrets/node-tls")
                            .resolve(name + ".p12")
                            .toUri()
                            .toString());
            try (var out = Files.newBufferedWriter(settings(bursar, name))) {
                settings.store(out, null);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Signed by the installation's own authority, as an operator would do it. */
    private static void makeCertificate(Path folder, String name) {
        String store = name + ".p12";
        keytool(folder, store, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC");
        keytool(folder, store, "-certreq", "-alias", name, "-file", name + ".csr");
        keytool(
                folder,
                "authority.p12",
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                name + ".csr",
                "-outfile",
                name + ".pem",
                "-ext",
                "eku=clientAuth");
        keytool(folder, store, "-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem");
        keytool(folder, store, "-importcert", "-noprompt", "-alias", name, "-file", name + ".pem");
    }

    private static void keytool(Path folder, String store, String... arguments) {
        Stream<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(arguments),
                        Stream.of("-storetype", "PKCS12", "-keystore", store, "-storepass:file", "password"))
                .flatMap(part -> part);
        Shell.Result result = Shell.run(folder, Map.of(), command.toList());
        if (result.code() != 0) {
            throw new AssertionError(result.output());
        }
    }
}
