package dev.bursar.gateway.management;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.bursar.gateway.json.JsonText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics on a port of their own, at the paths of Spring Boot's Actuator: {@code /actuator/health},
 * {@code /actuator/health/liveness}, {@code /actuator/health/readiness}, {@code /actuator/prometheus}. The JDK's own
 * server is enough for them, and saves a web stack in memory and at start.
 */
public final class ManagementServer {
    private static final int BACKLOG = 16;

    private final ManagementProperties properties;
    private final NodeState state;
    private @Nullable HttpServer server;

    public ManagementServer(ManagementProperties properties, NodeState state) {
        this.properties = properties;
        this.state = state;
    }

    /** @throws IllegalStateException if the port is taken */
    public void start() {
        InetSocketAddress address = new InetSocketAddress(properties.host(), properties.port());
        try {
            HttpServer created = HttpServer.create(address, BACKLOG);
            created.createContext("/", this::answer);
            created.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            created.start();
            server = created;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot listen on " + properties.host() + ":" + properties.port() + ": " + e.getMessage(), e);
        }
    }

    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    public InetSocketAddress address() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/actuator/health" -> health(exchange);
                case "/actuator/health/liveness" -> send(exchange, 200, "application/json", "{\"status\":\"UP\"}");
                case "/actuator/health/readiness" -> readiness(exchange);
                case "/actuator/prometheus" -> send(exchange, 200, "text/plain; version=0.0.4", metrics());
                default -> send(exchange, 404, "application/json", "{\"status\":404}");
            }
        }
    }

    private void readiness(HttpExchange exchange) throws IOException {
        JsonText json = new JsonText().open('{').name("status");
        json.string(state.ready() ? "UP" : "OUT_OF_SERVICE");
        if (!state.ready()) {
            json.name("reason").string(state.reason());
        }
        send(
                exchange,
                state.ready() ? 200 : 503,
                "application/json",
                json.close('}').toString());
    }

    private void health(HttpExchange exchange) throws IOException {
        JsonText json = new JsonText().open('{').name("status").string(state.ready() ? "UP" : "OUT_OF_SERVICE");
        json.name("details").open('{');
        if (!state.ready()) {
            json.name("reason").string(state.reason());
        }
        state.details().forEach((name, value) -> {
            json.name(name);
            if (value instanceof Number || value instanceof Boolean) {
                json.raw(value.toString());
            } else {
                json.string(value.toString());
            }
        });
        json.close('}').close('}');
        send(exchange, state.ready() ? 200 : 503, "application/json", json.toString());
    }

    private String metrics() {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Double> metric : state.metrics().entrySet()) {
            String name = metric.getKey();
            int labels = name.indexOf('{');
            String family = labels < 0 ? name : name.substring(0, labels);
            if (out.indexOf("# TYPE " + family + " ") < 0) {
                out.append("# TYPE ").append(family).append(family.endsWith("_total") ? " counter\n" : " gauge\n");
            }
            out.append(name).append(' ').append(metric.getValue()).append('\n');
        }
        return out.toString();
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
