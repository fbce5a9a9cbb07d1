package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.web.client.ResourceAccessException;

/** {@code ./bursar} with Keycloak, as people meet it. The last of those who use it: at the end nothing runs. */
@WithKeycloak
@Order(85)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeycloakLauncherTest {
    private final KeycloakHouse keycloak;
    private final Bursar bursar;

    KeycloakLauncherTest(KeycloakHouse keycloak) {
        this.keycloak = keycloak;
        this.bursar = keycloak.house.bursar;
    }

    @Test
    @Order(1)
    void showsKeycloakWithTheOthersAndHowToTryTheOutsideCompany() {
        Bursar.Result status = bursar.run("status");
        assertThat(status.code()).isZero();
        assertThat(status.out().lines()).hasSize(4).allMatch(line -> line.contains(" ready "));
        assertThat(status.out()).contains("keycloak ", "http://127.0.0.1:" + bursar.keycloakPort());

        Bursar.Result again = bursar.run("up", "--no-build");
        assertThat(again.err()).contains("already running");
        assertThat(again.out())
                .contains(
                        keycloak.outside.metadata(),
                        keycloak.outside.samlMetadata(),
                        keycloak.outside.clientSecret(),
                        keycloak.outside.person());
    }

    /** After all that was done here before. */
    @Test
    @Order(2)
    void leavesNoSecretInItsLogs() {
        assertThat(bursar.run("logs", "keycloak").out()).isNotBlank();
        String logged = keycloak.house.everythingLogged();
        for (String secret :
                List.of(keycloak.house.key, keycloak.outside.clientSecret(), keycloak.outside.password())) {
            assertThat(logged.contains(secret)).isFalse();
        }
    }

    @Test
    @Order(3)
    void endsAllOfThem() {
        assertThat(bursar.run("down").code()).isZero();

        Bursar.Result status = bursar.run("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out().lines()).hasSize(4).allMatch(line -> line.contains("stopped"));
        assertThatThrownBy(() -> keycloak.keycloak.signOut(keycloak.outside.person()))
                .isInstanceOf(ResourceAccessException.class);
    }
}
