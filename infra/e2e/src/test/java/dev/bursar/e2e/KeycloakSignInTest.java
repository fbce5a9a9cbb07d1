package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestClient;

/** People of an installation with Keycloak sign in there, and are signed out here where they are signed out there. */
@WithKeycloak
@Order(82)
class KeycloakSignInTest {
    private static final Duration TOLD = Duration.ofSeconds(15);

    private final KeycloakHouse keycloak;
    private final House house;

    KeycloakSignInTest(KeycloakHouse keycloak) {
        this.keycloak = keycloak;
        this.house = keycloak.house;
    }

    @Test
    void servesTheFirstKeyAndSignsItsPeopleInAtTheConsole() {
        assertThat(house.client(house.key)
                        .chat(GatewayClient.body("sandbox/echo"))
                        .status())
                .isEqualTo(200);
        ConsoleWindow.withBrowser("sign-in at the console by Keycloak", browser -> {
            try (ConsoleWindow admin = keycloak.signIn(browser, "Organization admin")) {
                admin.go("Keys", "/keys");
                admin.shows("Acme University");
            }
        });
    }

    /** The console hears it by Keycloak's logout token, the control plane from Keycloak's events. */
    @Test
    void endsAtTheConsoleAndForItsTokensWhenItIsEndedAtKeycloak() {
        ConsoleWindow.withBrowser("back-channel logout by Keycloak", this::endThere);
    }

    private void endThere(Browser browser) {
        House.Login finance = house.login("Finance");
        try (ConsoleWindow window = keycloak.signIn(browser, finance.role())) {
            String token = new LoopbackSignIn(keycloak.keycloak.realm()).accessToken(window.tab());
            // A page that asks for nothing by itself: what follows is the click.
            window.go("Ledger", "/ledger");
            assertThat(console(window).status()).isEqualTo(200);
            assertThat(me(token)).isEqualTo(200);

            long ended = System.nanoTime();
            keycloak.keycloak.signOut(finance.email());

            Poll.until(TOLD, () -> console(window).status(), status -> status == 302);
            long console = System.nanoTime();
            assertThat(console(window).headers().get("location")).contains("/sign-in");
            window.click("nav-budgets");
            window.page().waitForURL(Pattern.compile(".*/realms/bursar/protocol/openid-connect/auth.*"));
            assertThat(KeycloakPage.isShown(window.page())).isTrue();
            Poll.until(TOLD, () -> me(token), status -> status == 401);
            System.out.printf(
                    "Measured: signed out at Keycloak, the console's session was over after %d ms, its tokens within %d ms%n",
                    (console - ended) / 1_000_000, (System.nanoTime() - ended) / 1_000_000);
        }
    }

    /** The console's own answer with the window's cookie, not led on to the issuer. */
    private APIResponse console(ConsoleWindow window) {
        return window.page()
                .request()
                .get(
                        house.console.resolve("/o/acme/ledger").toString(),
                        RequestOptions.create().setMaxRedirects(0));
    }

    private int me(String token) {
        return RestClient.create(house.adminApi.toString())
                .get()
                .uri("/admin/v1/me")
                .header("Authorization", "Bearer " + token)
                .exchange((request, answer) -> answer.getStatusCode().value());
    }
}
