package dev.bursar.server;

import dev.bursar.server.platform.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as it runs, on any free port, with the demo's two organizations. */
public final class DemoServer implements AutoCloseable {
    public static final String ISSUER = "http://issuer.test";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext context;
    private final TestDatabase database;
    private final Path state;
    private final Map<String, String> settings;
    private final Class<?>[] more;
    private final JsonNode demo;
    private final URI base;

    private DemoServer(
            ConfigurableApplicationContext context,
            TestDatabase database,
            Path state,
            Map<String, String> settings,
            Class<?>... more) {
        this.settings = settings;
        this.more = more;
        this.context = context;
        this.database = database;
        this.state = state;
        this.demo = read(state.resolve("demo.json"));
        this.base = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    static DemoServer start(TestDatabase database) {
        return start(database, Map.of());
    }

    /**
     * @param settings that differ from the usual ones; a secret is one by the name {@code secret:<file>}
     * @param more configurations beside the server's own
     */
    public static DemoServer start(TestDatabase database, Map<String, String> settings, Class<?>... more) {
        try {
            Path state = Files.createTempDirectory("bursar-server-test");
            return new DemoServer(run(database, state, settings, more), database, state, settings, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another start over the same database and files, as after a restart. */
    public ConfigurableApplicationContext startAgain() {
        return run(database, state, settings, more);
    }

    /** The same house after a restart, with whatever was done to its files meanwhile. This one must be closed. */
    public DemoServer again() {
        return new DemoServer(startAgain(), database, state, settings, more);
    }

    private static ConfigurableApplicationContext run(
            TestDatabase database, Path state, Map<String, String> settings, Class<?>... more) {
        Map<String, String> properties = new HashMap<>(database.springProperties());
        properties.put("server.port", "0");
        properties.put("bursar.node.port", "0");
        properties.put("bursar.demo", "true");
        properties.put("bursar.issuer.uri", ISSUER);
        properties.put("bursar.workload.private-network", "true");
        properties.put("bursar.secrets-directory", state.resolve("secrets").toString());
        properties.put("bursar.state-directory", state.toString());
        properties.put("spring.datasource.hikari.maximum-pool-size", "8");
        properties.put("server.tomcat.connection-timeout", "2s");
        properties.putAll(settings);
        properties.keySet().stream()
                .filter(name -> name.startsWith("secret:"))
                .toList()
                .forEach(name -> {
                    writeSecret(state.resolve("secrets").resolve(name.substring(7)), properties.remove(name));
                });
        return new SpringApplicationBuilder(ServerApplication.class)
                .sources(more)
                .run(properties.entrySet().stream()
                        .map(p -> "--" + p.getKey() + "=" + p.getValue())
                        .toArray(String[]::new));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public TestDatabase database() {
        return database;
    }

    public Path state() {
        return state;
    }

    public URI base() {
        return base;
    }

    /** What {@code demo.json} says. */
    public JsonNode demo() {
        return demo;
    }

    public String acme() {
        return demo.path("organizationId").asString();
    }

    public String globex() {
        return as("admin@globex.test")
                .get("/admin/v1/me")
                .json()
                .path("organizations")
                .path(0)
                .path("organizationId")
                .asString();
    }

    /** A client that is signed in. */
    /** Signs in where it is the first time, or where another test ended the sign-in. */
    public Client as(String email) {
        Client known = new Client(tokens.computeIfAbsent(email, this::signIn));
        if (known.get("/admin/v1/me").status() != 401) {
            return known;
        }
        forget(email);
        return new Client(tokens.computeIfAbsent(email, this::signIn));
    }

    public Client withToken(@Nullable String token) {
        return new Client(token);
    }

    public String passwordOf(String email) {
        for (JsonNode login : demo.path("logins")) {
            if (login.path("email").asString().equals(email)) {
                return login.path("password").asString();
            }
        }
        throw new IllegalArgumentException("nobody has the address " + email);
    }

    /** The next {@link #as} signs in anew. */
    public void forget(String email) {
        tokens.remove(email);
    }

    /** @return the token of a new sign-in */
    public String signIn(String email) {
        Answer answer = withToken(null)
                .post("/issuer/token", "{\"email\":\"" + email + "\",\"password\":\"" + passwordOf(email) + "\"}");
        return answer.json().path("access_token").asString();
    }

    @Override
    public void close() {
        context.close();
    }

    /** An answer. */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Of a problem. */
        public String code() {
            return json().path("code").asString();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** Calls with one token, or none. */
    public final class Client {
        private final @Nullable String token;

        private Client(@Nullable String token) {
            this.token = token;
        }

        public String token() {
            return String.valueOf(token);
        }

        public Answer get(String path) {
            return send("GET", path, null, Map.of());
        }

        public Answer post(String path, @Nullable String body) {
            return send("POST", path, body, Map.of());
        }

        public Answer patch(String path, String body) {
            return send("PATCH", path, body, Map.of());
        }

        public Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (body != null && !headers.containsKey("content-type")) {
                request.header("content-type", "application/json");
            }
            if (token != null) {
                request.header("authorization", "Bearer " + token);
            }
            headers.forEach(request::header);
            try {
                HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
                return new Answer(answer.statusCode(), answer.body(), answer.headers());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void writeSecret(Path file, @Nullable String secret) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.valueOf(secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
