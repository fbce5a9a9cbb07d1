package dev.bursar.launcher;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.ToIntFunction;

/**
 * The ports of an installation, all on 127.0.0.1.
 *
 * @param admin the Admin API and the embedded issuer
 * @param node gateways' connection to the control plane
 * @param gateway the data path
 * @param management the gateway's health and metrics
 * @param keycloak the issuer, where it is not the embedded one
 */
record Ports(int console, int admin, int node, int gateway, int management, int postgres, int keycloak) {
    static final int USUAL_BASE = 8400;

    /** A port's place, its name in messages, and the variable that moves it. */
    enum Purpose {
        CONSOLE("console", "BURSAR_CONSOLE_PORT", Ports::console),
        ADMIN("Admin API", "BURSAR_ADMIN_PORT", Ports::admin),
        NODE("gateways' connection to the control plane", "BURSAR_NODE_PORT", Ports::node),
        GATEWAY("gateway", "BURSAR_GATEWAY_PORT", Ports::gateway),
        MANAGEMENT("gateway's management", "BURSAR_MANAGEMENT_PORT", Ports::management),
        POSTGRES("PostgreSQL", "BURSAR_POSTGRES_PORT", Ports::postgres),
        KEYCLOAK("Keycloak", "BURSAR_KEYCLOAK_PORT", Ports::keycloak);

        final String title;
        final String variable;
        private final ToIntFunction<Ports> port;

        Purpose(String title, String variable, ToIntFunction<Ports> port) {
            this.title = title;
            this.variable = variable;
            this.port = port;
        }

        int of(Ports ports) {
            return port.applyAsInt(ports);
        }
    }

    /**
     * A port's own variable, else the base asked for, else as the installation had it, else the usual one.
     *
     * @param stored empty in a new installation
     */
    static Ports choose(Map<String, String> environment, OptionalInt base, Properties stored) {
        OptionalInt from = base;
        String asked = environment.getOrDefault("BURSAR_PORT_BASE", "");
        if (from.isEmpty() && !asked.isEmpty()) {
            from = OptionalInt.of(parse("BURSAR_PORT_BASE", asked));
        }
        Purpose[] all = Purpose.values();
        int[] ports = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            String own = environment.getOrDefault(all[i].variable, "");
            String before = stored.getProperty(all[i].name(), Integer.toString(USUAL_BASE + i));
            ports[i] = !own.isEmpty()
                    ? parse(all[i].variable, own)
                    : from.isPresent() ? from.getAsInt() + i : parse("The stored port", before);
        }
        return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]);
    }

    static int parse(String name, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1024 && port <= 65_000) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new UsageException(name + " must be a port between 1024 and 65000, not \"" + text + "\".");
    }

    Properties toProperties() {
        Properties properties = new Properties();
        for (Purpose purpose : Purpose.values()) {
            properties.setProperty(purpose.name(), Integer.toString(purpose.of(this)));
        }
        return properties;
    }
}
