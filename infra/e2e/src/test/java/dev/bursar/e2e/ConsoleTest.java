package dev.bursar.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A newcomer's way through the console in a real browser: sign in, issue a capped key, spend it, see the spend and who
 * did what, revoke. Without a browser on the machine the sign-in is reached by HTTP, and the output says so.
 */
@EndToEnd
@Order(25)
class ConsoleTest {
    private static final double PATIENCE_MILLIS = 15_000;
    private static final String KEY = "From the browser";

    private final House house;

    ConsoleTest(House house) {
        this.house = house;
    }

    @Test
    void aCappedKeyIsIssuedSpentSeenAndRevoked() {
        if (!ConsoleWindow.withBrowser("a newcomer's way through the console", this::drive)) {
            assertThat(new GatewayClient(house.console, "").get("/sign-in").status())
                    .isEqualTo(302);
        }
    }

    private void drive(Browser browser) {
        try (ConsoleWindow window = ConsoleWindow.signIn(house, browser, "Organization admin")) {
            try {
                GatewayClient client = house.client(issueCappedKey(window));
                GatewayClient.Answer refusal = CapTest.callUntilRefused(client);
                assertThat(refusal.status()).as(refusal.body()).isEqualTo(402);
                seeSpendAndHistory(window);
                seeOverview(window);
                seeAudit(window);
                chooseColumns(window);
                revoke(window);
                Poll.until(Duration.ofSeconds(2), () -> client.get("/v1/models").status(), status -> status == 401);
            } finally {
                window.photograph("last-seen");
            }
        }
    }

    private static String issueCappedKey(ConsoleWindow window) {
        window.go("Keys", "/keys");
        window.click("issue-key");
        window.byTest("key-name").locator("input").fill(KEY);
        window.byTest("key-cap").locator("input").fill(CapTest.CAP);
        window.photograph("issue-key");
        window.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Issue key").setExact(true))
                .last()
                .click();
        String secret = window.byTest("issued-secret").innerText().strip();
        window.photograph("issued-key");
        window.click("issued-open");
        return secret;
    }

    private static void seeSpendAndHistory(ConsoleWindow window) {
        LocatorAssertions.ContainsTextOptions soon =
                new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
        assertThat(window.byTest("key-spent")).containsText(Pattern.compile("\\$0\\.00[12]"), soon);
        assertThat(window.byTest("key-requests")).containsText("sandbox/echo", soon);
        window.photograph("key");
    }

    private static void seeOverview(ConsoleWindow window) {
        window.go("Overview", "/acme");
        assertThat(window.photographThrice("overview"))
                .as("pixels beyond " + ConsoleWindow.NARROW)
                .isLessThanOrEqualTo(0);
    }

    private static void seeAudit(ConsoleWindow window) {
        window.go("Audit", "/audit");
        window.shows(KEY);
        window.photograph("audit");
    }

    /** The browser remembers them: the page read anew has them at once. */
    private static void chooseColumns(ConsoleWindow window) {
        window.go("Keys", "/keys");
        Locator models = window.byTest("keys-table").getByText("Models", new Locator.GetByTextOptions().setExact(true));
        assertThat(models).isVisible();
        window.click("columns");
        window.photograph("columns");
        window.byTest("column-shown").getByText("Models").click();
        assertThat(models).isHidden();
        window.page().reload();
        assertThat(window.byTest("keys-table")).containsText(KEY);
        assertThat(models).isHidden();
    }

    private static void revoke(ConsoleWindow window) {
        window.go("Keys", "/keys");
        window.open("keys-table", KEY);
        window.click("revoke-key");
        window.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke key"))
                .click();
        window.shows("Revoked");
    }
}
