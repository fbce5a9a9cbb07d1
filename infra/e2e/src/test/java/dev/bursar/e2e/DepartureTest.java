package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.bursar.adminapi.key.IssuedKey;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Somebody is disabled in Keycloak: their key is refused by each of three gateways. */
@WithKeycloak
@Order(84)
class DepartureTest {
    private static final Duration PROMISED = Duration.ofSeconds(60);
    private static final int FURTHER_PORTS = 7;

    private final KeycloakHouse keycloak;
    private final House house;

    DepartureTest(KeycloakHouse keycloak) {
        this.keycloak = keycloak;
        this.house = keycloak.house;
    }

    @Test
    void beingDisabledInKeycloakReachesThreeGatewaysInUnderAMinute() {
        ConsoleWindow.withBrowser("departure at Keycloak", this::leave);
    }

    private void leave(Browser browser) {
        House.Login leaver = house.login("Instructor");
        int port = house.bursar.portBase() + FURTHER_PORTS;
        try (FurtherGateway second = FurtherGateway.start(house.bursar, "gateway-keycloak-2", port);
                FurtherGateway third = FurtherGateway.start(house.bursar, "gateway-keycloak-3", port + 2)) {
            Admin admin = keycloak.admin(browser, "Organization admin");
            UUID person = admin.members
                    .list(admin.organization, null, leaver.email(), null, null, null, null)
                    .items()
                    .getFirst()
                    .id();
            IssuedKey key = admin.issueFor("leaver's key", person);
            List<GatewayClient> gateways = List.of(house.gateway, second.address(), third.address()).stream()
                    .map(gateway -> new GatewayClient(gateway, key.secret()))
                    .toList();
            gateways.forEach(gateway -> Poll.until(PROMISED, () -> status(gateway), status -> status == 200));

            long left = System.nanoTime();
            keycloak.keycloak.disable(leaver.email());
            for (GatewayClient gateway : gateways) {
                Poll.until(PROMISED, () -> code(gateway), "key_disabled"::equals);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - left);

            System.out.println("Measured: key refused by three gateways " + took.toMillis()
                    + " ms after its holder was disabled in Keycloak");
            assertThat(took).isLessThan(PROMISED);
            assertThat(Objects.requireNonNull(admin.members
                                    .get(admin.organization, person)
                                    .getBody())
                            .state())
                    .isEqualTo("suspended");
        }
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
}
