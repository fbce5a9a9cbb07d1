package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.scim.IssuedScimToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An identity provider switches somebody off: their key is refused by each of three gateways. */
@EndToEnd
@Order(76)
class ProvisioningTest {
    private static final Duration PROMISED = Duration.ofSeconds(60);
    private static final int FURTHER_PORTS = 6;
    private static final String USER = "\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"]";

    private final House house;
    private final HttpClient http = HttpClient.newHttpClient();

    ProvisioningTest(House house) {
        this.house = house;
    }

    @Test
    void switchingSomebodyOffReachesThreeGatewaysInUnderAMinuteAndSwitchingOnRevivesNoKey() {
        int port = house.bursar.portBase() + FURTHER_PORTS;
        try (FurtherGateway second = FurtherGateway.start(house.bursar, "gateway-scim-2", port);
                FurtherGateway third = FurtherGateway.start(house.bursar, "gateway-scim-3", port + 2)) {
            Admin admin = house.admin("Organization admin");
            Provider provider = new Provider(admin);
            UUID person = provider.person("leaver@acme.test");
            IssuedKey key = admin.issueFor("leaver's key", person);
            List<GatewayClient> gateways = List.of(
                    house.client(key.secret()),
                    new GatewayClient(second.address(), key.secret()),
                    new GatewayClient(third.address(), key.secret()));
            gateways.forEach(ProvisioningTest::awaitServed);

            long asked = System.nanoTime();
            provider.setActive(person, false);
            long answered = System.nanoTime();
            for (GatewayClient gateway : gateways) {
                Poll.until(PROMISED, () -> code(gateway), "key_disabled"::equals);
            }
            long refused = System.nanoTime();
            System.out.printf(
                    "Measured: key refused by three gateways %d ms after SCIM switched its holder off (call itself %d ms)%n",
                    (refused - answered) / 1_000_000, (answered - asked) / 1_000_000);
            assertThat(Duration.ofNanos(refused - asked)).isLessThan(PROMISED);

            provider.setActive(person, true);
            IssuedKey fresh = admin.issueFor("leaver's second key", person);
            gateways.forEach(gateway -> awaitServed(new GatewayClient(gateway.gateway(), fresh.secret())));
            gateways.forEach(gateway -> assertThat(code(gateway)).isEqualTo("key_disabled"));
            provider.remove(person);
        }
    }

    private static void awaitServed(GatewayClient gateway) {
        Poll.until(PROMISED, () -> status(gateway), status -> status == 200);
    }

    /** 0: nobody answers yet. */
    private static int status(GatewayClient gateway) {
        try {
            return gateway.get("/v1/models").status();
        } catch (UncheckedIOException notUpYet) {
            return 0;
        }
    }

    private static String code(GatewayClient gateway) {
        GatewayClient.Answer answer = gateway.get("/v1/models");
        return answer.status() == 200 ? "" : answer.code();
    }

    /** An identity provider with a token of the organization's. */
    private final class Provider {
        private final String base;
        private final String token;

        Provider(Admin admin) {
            IssuedScimToken issued = admin.scimToken("Identity provider");
            this.base = admin.scim.connection(admin.organization).address();
            this.token = issued.secret();
        }

        UUID person(String userName) {
            JsonNode made = send("POST", "/Users", "{" + USER + ",\"userName\":\"" + userName + "\"}", 201);
            return UUID.fromString(made.path("id").asString());
        }

        void setActive(UUID person, boolean active) {
            String body = "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                    + "\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":" + active + "}]}";
            JsonNode changed = send("PATCH", "/Users/" + person, body, 200);
            assertThat(changed.path("active").booleanValue()).isEqualTo(active);
        }

        void remove(UUID person) {
            send("DELETE", "/Users/" + person, "", 204);
        }

        private JsonNode send(String method, String path, String body, int expected) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/scim+json")
                    .build();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
                return House.JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
