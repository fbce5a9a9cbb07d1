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

    /**
     * The profiles in an ahead-of-time cache make the JVM compile with its dearest compiler from the first second: on two
     * cores that took half of the time of a warm start. The gateway, whose requests are counted in microseconds, pays it.
     */
    private static final String START_FAST = "-XX:TieredStopAtLevel=1";

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
        return new Service(
                Service.CONTROL_PLANE,
                "control plane",
                Path.of("control-plane", "server"),
                "bursar-server",
                List.of("-Xmx384m", "-XX:+UseSerialGC", START_FAST),
                this::controlPlaneSettings,
                health(ports.admin()),
                List.of(Ports.Purpose.ADMIN, Ports.Purpose.NODE, Ports.Purpose.POSTGRES));
    }

    Service gateway() {
        return new Service(
                Service.GATEWAY,
                "gateway",
                Path.of("gateway"),
                "bursar-gateway",
                List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC"),
                this::gatewaySettings,
                health(ports.management()),
                List.of(Ports.Purpose.GATEWAY, Ports.Purpose.MANAGEMENT));
    }

    Service console() {
        return new Service(
                Service.CONSOLE,
                "console",
                Path.of("admin-ui"),
                "bursar-admin-ui",
                List.of("-Xmx384m", "-XX:+UseSerialGC", START_FAST),
                this::consoleSettings,
                health(ports.console()),
                List.of(Ports.Purpose.CONSOLE));
    }

    /** Where the embedded PostgreSQL keeps its data. */
    Path postgres() {
        return installation.data().resolve("postgres");
    }

    /** Made by the control plane at its first start; the gateway cannot start without. */
    List<Path> sharedSecrets() {
        return List.of(
                installation.secrets().resolve("fleet.secret"),
                installation.secrets().resolve("policy-signing.pub.pem"));
    }

    /** Where the gateway keeps its last policy and the usage that it has not yet reported. */
    Path gatewayState() {
        return installation.data().resolve(NODE);
    }

    /**
     * Keeps a training run away from the installation that runs beside it: the control plane gets a database and secrets
     * of its own, the gateway nobody to talk to.
     */
    static Map<String, String> trainingSettings(Service service, Path scratch, int freePort) {
        return switch (service.name()) {
            case Service.CONTROL_PLANE ->
                Map.of(
                        "bursar.database.embedded.port", text(freePort),
                        "bursar.database.embedded.directory",
                                scratch.resolve("postgres").toString(),
                        "bursar.secrets-directory", scratch.resolve("secrets").toString(),
                        // With secrets of its own it must not furnish the Keycloak that others use.
                        "bursar.demo",
                                Boolean.toString(!service.settings().get().containsKey("bursar.keycloak.url")),
                        "bursar.keycloak.set-up", "false");
            case Service.GATEWAY -> Map.of("bursar.gateway.control-plane.port", text(freePort));
            default -> Map.of();
        };
    }

    private Map<String, String> controlPlaneSettings() {
        Map<String, String> settings = common(ports.admin());
        settings.put("bursar.demo", "true");
        settings.put("bursar.console-url", origin(ports.console()));
        settings.put("bursar.gateway-url", origin(ports.gateway()));
        settings.putAll(issuer());
        settings.put("bursar.node.port", text(ports.node()));
        settings.put("bursar.database.embedded.port", text(ports.postgres()));
        settings.put("bursar.database.embedded.directory", postgres().toString());
        settings.put(
                "bursar.database.embedded.binaries",
                installation.cache().resolve("postgres").toString());
        return settings;
    }

    private Map<String, String> issuer() {
        if (!installation.hasKeycloak()) {
            return Map.of("bursar.issuer.uri", issuerUrl());
        }
        return Map.of(
                "bursar.issuer.embedded", "false",
                "bursar.issuer.uri", issuerUrl(),
                "bursar.keycloak.url", origin(ports.keycloak()),
                "bursar.keycloak.set-up", "true",
                // The outside company to try single sign-on with is on this machine.
                "bursar.sso.private-network", "true");
    }

    private String issuerUrl() {
        return installation.hasKeycloak()
                ? origin(ports.keycloak()) + "/realms/" + Keycloak.REALM
                : origin(ports.admin());
    }

    private Map<String, String> gatewaySettings() {
        Map<String, String> settings = common(ports.management());
        settings.put("bursar.gateway.management.port", text(ports.management()));
        settings.put("bursar.gateway.state-directory", gatewayState().toString());
        settings.put("bursar.gateway.edge.port", text(ports.gateway()));
        settings.put("bursar.gateway.control-plane.port", text(ports.node()));
        settings.put("bursar.gateway.control-plane.max-backoff", "500ms"); // no fleet to hold back
        settings.put("bursar.gateway.control-plane.advertised-address", "127.0.0.1:" + ports.gateway());
        settings.putAll(certificate(NODE));
        return settings;
    }

    private Map<String, String> consoleSettings() {
        Map<String, String> settings = common(ports.console());
        settings.put("bursar.console.admin-api-url", origin(ports.admin()));
        settings.put("bursar.console.issuer-url", issuerUrl());
        settings.put("bursar.console.issuer", installation.hasKeycloak() ? "keycloak" : "embedded");
        settings.put("bursar.console.gateway-url", origin(ports.gateway()));
        return settings;
    }

    private Map<String, String> common(int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", text(port));
        settings.put("bursar.secrets-directory", installation.secrets().toString());
        return settings;
    }

    /** For the line to the control plane, as Spring's SSL bundle {@code node}. The control plane finds its own. */
    private Map<String, String> certificate(String name) {
        String bundle = "spring.ssl.bundle.jks.node.";
        String password = tls.readPassword();
        return Map.of(
                bundle + "keystore.location",
                tls.store(name).toUri().toString(),
                bundle + "keystore.password",
                password,
                bundle + "keystore.type",
                "PKCS12",
                bundle + "truststore.location",
                tls.store("ca").toUri().toString(),
                bundle + "truststore.password",
                password,
                bundle + "truststore.type",
                "PKCS12");
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
