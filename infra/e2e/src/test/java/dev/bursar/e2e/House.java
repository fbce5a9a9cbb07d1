package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.key.IssuedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The installation under test, as {@code ./bursar up --json} described it. */
final class House implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();
    private static final Duration PUSHED = Duration.ofSeconds(10);

    /** @param role as people say it */
    record Login(String role, String email, String password) {}

    final Bursar bursar;
    final URI console;
    final URI adminApi;
    final URI gateway;
    final String key;
    final List<Login> logins;

    private House(Bursar bursar, JsonNode described) {
        this.bursar = bursar;
        this.console = URI.create(described.path("console").asString());
        this.adminApi = URI.create(described.path("adminApi").asString());
        this.gateway = URI.create(described.path("gateway").asString());
        this.key = described.path("key").asString();
        List<Login> all = new ArrayList<>();
        described
                .path("logins")
                .forEach(login -> all.add(new Login(
                        login.path("role").asString(),
                        login.path("email").asString(),
                        login.path("password").asString())));
        this.logins = List.copyOf(all);
    }

    static House start(Bursar bursar) {
        return of(bursar, bursar.run("up", "--json", "--no-build"));
    }

    /** @param up how it answered to {@code up --json} */
    static House of(Bursar bursar, Bursar.Result up) {
        assertThat(up.code()).as(up.err()).isZero();
        return new House(bursar, JSON.readTree(up.out()));
    }

    Login login(String role) {
        return logins.stream()
                .filter(login -> login.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no demo login for " + role + " in " + logins));
    }

    /** Signs in at the issuer. Tokens are short-lived: ask anew for each test. */
    Admin admin(String role) {
        Login login = login(role);
        return Admin.signIn(this, login);
    }

    GatewayClient client(String bearer) {
        return new GatewayClient(gateway, bearer);
    }

    /** A client with a new key, once the gateway has heard of it. */
    GatewayClient client(IssuedKey issued) {
        GatewayClient client = client(issued.secret());
        try {
            Poll.until(PUSHED, () -> client.get("/v1/models").status(), status -> status == 200);
        } catch (AssertionError never) {
            Admin admin = admin("Organization admin");
            throw new AssertionError(
                    client.get("/v1/models").body() + " for " + issued.key() + "; the fleet: "
                            + admin.gateways.fleet(admin.organization),
                    never);
        }
        return client;
    }

    /** All that the processes have written so far. */
    String everythingLogged() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(bursar.home().resolve("logs"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all.toString();
    }

    @Override
    public void close() {
        bursar.run("down");
    }
}
