package dev.bursar.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an installation on one machine consists of, in starting order, and how each part is configured. */
final class Services {
    /** The name of the one gateway, and of its certificate. */
    static final String NODE = "gateway-1";

    private final Installation installation;
    private final Ports ports;
    private final NodeTls tls;

    Services(Installation installation, Ports ports, NodeTls tls) {
        this.installation = installation;
        this.ports = ports;
        this.tls = tls;
    }

    List<Service> all() {
        return List.of(controlPlane(), gateway(), console());
    }

    Service controlPlane() {
        Map<String, String> settings = common();
        settings.put("server.port", text(ports.admin()));
        settings.put("bursar.secrets-directory", installation.secrets().toString());
        settings.put("bursar.demo", "true");
        settings.put("bursar.issuer.uri", origin(ports.admin()));
        settings.put("bursar.node.port", text(ports.node()));
        settings.put("bursar.database.embedded.port", text(ports.postgres()));
        settings.put("bursar.database.embedded.directory", postgres().toString());
        settings.put(
                "bursar.database.embedded.binaries",
                installation.cache().resolve("postgres").toString());
        settings.put("bursar.console-url", origin(ports.console()));
        settings.put("bursar.gateway-url", origin(ports.gateway()));
        identify(settings, "control-plane");
        return new Service(
                Service.CONTROL_PLANE,
                "control plane",
                Path.of("control-plane", "server"),
                "bursar-server",
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                settings,
                health(ports.admin()),
                List.of(Ports.Purpose.ADMIN, Ports.Purpose.NODE, Ports.Purpose.POSTGRES));
    }

    Service gateway() {
        Map<String, String> settings = common();
        settings.put("server.port", text(ports.management()));
        settings.put("bursar.gateway.edge.port", text(ports.gateway()));
        settings.put("bursar.gateway.node", NODE);
        settings.put("bursar.gateway.control-plane", "127.0.0.1:" + ports.node());
        settings.put(
                "bursar.gateway.state-directory",
                installation.data().resolve(NODE).toString());
        settings.put("bursar.secrets-directory", installation.secrets().toString());
        identify(settings, NODE);
        return new Service(
                Service.GATEWAY,
                "gateway",
                Path.of("gateway"),
                "bursar-gateway",
                List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC"),
                settings,
                health(ports.management()),
                List.of(Ports.Purpose.GATEWAY, Ports.Purpose.MANAGEMENT));
    }

    Service console() {
        Map<String, String> settings = common();
        settings.put("server.port", text(ports.console()));
        settings.put("bursar.secrets-directory", installation.secrets().toString());
        settings.put("bursar.console.admin-api-url", origin(ports.admin()));
        settings.put("bursar.console.issuer-url", origin(ports.admin()));
        settings.put("bursar.console.gateway-url", origin(ports.gateway()));
        return new Service(
                Service.CONSOLE,
                "console",
                Path.of("admin-ui"),
                "bursar-admin-ui",
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                settings,
                health(ports.console()),
                List.of(Ports.Purpose.CONSOLE));
    }

    /** Where the embedded PostgreSQL keeps its data. */
    Path postgres() {
        return installation.data().resolve("postgres");
    }

    /** Made by the control plane at its first start; the gateway cannot start without. */
    Path lastSharedSecret() {
        return installation.secrets().resolve("fleet.secret");
    }

    /** Keeps a training run away from the installation that runs beside it. */
    static Map<String, String> trainingSettings(Path scratch) {
        return Map.of();
    }

    private static Map<String, String> common() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.shutdown", "graceful");
        return settings;
    }

    private void identify(Map<String, String> settings, String identity) {
        settings.put("bursar.node-tls.key-store", tls.store(identity).toString());
        settings.put("bursar.node-tls.trust-store", tls.store("ca").toString());
        settings.put("bursar.node-tls.password-file", tls.password().toString());
    }

    private static URI health(int port) {
        return URI.create(origin(port) + "/actuator/health");
    }

    private static String origin(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String text(int port) {
        return Integer.toString(port);
    }
}
