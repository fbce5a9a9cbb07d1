package dev.bursar.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A newcomer's way through the console in a real browser: sign in, issue a capped key, spend it, see the spend and who
 * did what, revoke. Without a browser on the machine the same way is gone by HTTP, and the output says so.
 */
@EndToEnd
@Order(25)
class ConsoleTest {
    private static final Path SCREENSHOTS = Path.of(System.getProperty("bursar.root"), "infra/e2e/target/screenshots");
    private static final double PATIENCE_MILLIS = 15_000;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final House house;

    ConsoleTest(House house) {
        this.house = house;
    }

    @Test
    void aCappedKeyIsIssuedSpentSeenAndRevoked() {
        Optional<Path> browser = Browsers.find();
        if (browser.isEmpty()) {
            System.out.println("Did not run: browser test, no Chromium found on the PATH or in BURSAR_BROWSER; "
                    + "the console's sign-in was reached by HTTP alone");
            assertSignInIsReached();
            return;
        }
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser chromium = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(browser.get())
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            drive(chromium);
            System.out.println("Ran: browser test with Chromium " + chromium.version());
        }
    }

    private void drive(Browser chromium) {
        BrowserContext context = chromium.newContext(
                new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        try {
            signIn(page);
            String secret = issueCappedKey(page);
            GatewayClient client = house.client(secret);
            GatewayClient.Answer refusal = CapTest.callUntilRefused(client);
            assertThat(refusal.status()).as(refusal.body()).isEqualTo(402);
            seeSpendAndHistory(page);
            seeOverview(page);
            seeAudit(page);
            revoke(page);
            Poll.until(Duration.ofSeconds(2), () -> client.get("/v1/models").status(), status -> status == 401);
            photographDarkAndNarrow(chromium, context);
        } finally {
            photograph(page, "last-seen");
            context.close();
        }
    }

    private void signIn(Page page) {
        House.Login login = house.login("Organization admin");
        page.navigate(house.console.toString());
        page.getByLabel("E-mail").fill(login.email());
        page.getByLabel("Password").fill(login.password());
        photograph(page, "sign-in");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(Pattern.quote(house.console.toString()) + ".*"));
    }

    private static String issueCappedKey(Page page) {
        rail(page, "Keys", "/keys");
        byTest(page, "issue-key").click();
        byTest(page, "key-name").locator("input").fill("From the browser");
        byTest(page, "key-cap").locator("input").fill(CapTest.CAP);
        photograph(page, "issue-key");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Issue key").setExact(true))
                .last()
                .click();
        String secret = byTest(page, "issued-secret").innerText().strip();
        photograph(page, "issued-key");
        byTest(page, "issued-open").click();
        return secret;
    }

    private static void seeSpendAndHistory(Page page) {
        Locator spent = byTest(page, "key-spent");
        assertThat(spent).containsText(Pattern.compile("\\$0\\.00[12]"), soon());
        assertThat(byTest(page, "key-requests"))
                .containsText("sandbox/echo", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        photograph(page, "key");
    }

    private static LocatorAssertions.ContainsTextOptions soon() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static void seeOverview(Page page) {
        rail(page, "Overview", "/acme");
        page.waitForTimeout(1_500); // the chart draws itself in
        photograph(page, "overview");
    }

    private static void seeAudit(Page page) {
        rail(page, "Audit", "/audit");
        assertThat(page.locator("main, body").last()).containsText("From the browser", soon());
        photograph(page, "audit");
    }

    private static void revoke(Page page) {
        rail(page, "Keys", "/keys");
        byTest(page, "keys-table").getByText("From the browser").first().click();
        byTest(page, "revoke-key").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke key"))
                .click();
        assertThat(page.locator("body")).containsText("Revoked", soon());
    }

    private void photographDarkAndNarrow(Browser chromium, BrowserContext signedIn) {
        BrowserContext dark = chromium.newContext(new Browser.NewContextOptions()
                .setStorageState(signedIn.storageState())
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(ColorScheme.DARK));
        Page page = dark.newPage();
        page.navigate(house.console.toString());
        page.waitForTimeout(1_500);
        photograph(page, "overview-dark");
        page.setViewportSize(390, HEIGHT);
        page.waitForTimeout(500);
        photograph(page, "overview-narrow");
        int overflow = (int) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        assertThat(overflow).as("pixels beyond 390").isLessThanOrEqualTo(0);
        dark.close();
    }

    /** Leaves the page by the rail, and is sure to have arrived at the other. */
    private static void rail(Page page, String name, String path) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
        page.waitForURL(Pattern.compile(".*" + path + "/?(\\?.*)?$"));
    }

    private static Locator byTest(Page page, String name) {
        return page.locator("[data-test=" + name + "]");
    }

    private static void photograph(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private void assertSignInIsReached() {
        GatewayClient browserless = new GatewayClient(house.console, "");
        assertThat(browserless.get("/sign-in").status()).isEqualTo(302);
    }
}
