package dev.bursar.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A signed-in person's window on the console, in a real browser. */
final class ConsoleWindow implements AutoCloseable {
    static final int WIDTH = 1280;
    static final int HEIGHT = 800;
    static final int NARROW = 390;
    private static final Path SCREENSHOTS = Path.of(System.getProperty("bursar.root"), "infra/e2e/target/screenshots");
    private static final double PATIENCE_MILLIS = 20_000;
    private static final double CHART_MILLIS = 1_500;

    private final House house;
    private final Browser browser;
    private final BrowserContext context;
    private final Page page;

    private ConsoleWindow(House house, Browser browser) {
        this.house = house;
        this.browser = browser;
        this.context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setColorScheme(ColorScheme.LIGHT));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        this.page = context.newPage();
    }

    /** Runs with Chromium where there is one; says so where there is none. @return whether it ran */
    static boolean withBrowser(String what, Consumer<Browser> work) {
        Optional<Path> found = Browsers.find();
        if (found.isEmpty()) {
            System.out.println("Did not run: " + what + ", no Chromium found on the PATH or in BURSAR_BROWSER");
            return false;
        }
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser chromium = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(found.get())
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            work.accept(chromium);
            System.out.println("Ran: " + what + " with Chromium " + chromium.version());
            return true;
        }
    }

    /** Nobody is signed in yet. */
    static ConsoleWindow open(House house, Browser browser) {
        return new ConsoleWindow(house, browser);
    }

    static ConsoleWindow signIn(House house, Browser browser, String role) {
        ConsoleWindow window = open(house, browser);
        House.Login login = house.login(role);
        Page page = window.page;
        page.navigate(house.console.toString());
        page.getByLabel("E-mail").fill(login.email());
        page.getByLabel("Password").fill(login.password());
        window.photograph("sign-in");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(Pattern.quote(house.console.toString()) + ".*"));
        return window;
    }

    Page page() {
        return page;
    }

    /** Another tab of the same browser. */
    Page tab() {
        return context.newPage();
    }

    /** By the rail, and arrived at the other page: what is clicked next is not the old one's. */
    void go(String name, String path) {
        page.locator("h1").first().evaluate("heading => heading.dataset.left = 'yes'");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name + "( \\d+)?$")))
                .first()
                .click();
        page.waitForURL(Pattern.compile(".*" + path + "/?(\\?.*)?$"));
        page.locator("h1:not([data-left])").first().waitFor();
    }

    /** By its name in a list, and arrived at its own page. */
    void open(String list, String name) {
        String before = page.url();
        byTest(list).getByText(name).first().click();
        page.waitForURL(url -> !url.equals(before));
    }

    Locator byTest(String name) {
        return page.locator("[data-test=" + name + "]");
    }

    void fill(String test, String value) {
        Locator field = byTest(test).locator("input, textarea").first();
        field.fill(value);
        field.press("Tab");
    }

    void click(String test) {
        byTest(test).first().click();
    }

    /** Waits until it does. */
    void shows(String text) {
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(page.locator("body"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    void photograph(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** The same page in the light, in the dark, and on a telephone. @return pixels beyond the narrow screen */
    int photographThrice(String name) {
        page.waitForTimeout(CHART_MILLIS);
        photograph(name);
        try (BrowserContext dark = browser.newContext(new Browser.NewContextOptions()
                .setStorageState(context.storageState())
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(ColorScheme.DARK))) {
            Page other = dark.newPage();
            other.navigate(page.url());
            other.locator("h1").first().waitFor();
            other.waitForTimeout(CHART_MILLIS);
            other.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-dark.png")));
            other.setViewportSize(NARROW, HEIGHT);
            int beyond = beyondTheScreen(other);
            other.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-narrow.png")));
            return beyond;
        }
    }

    /** Once what the control plane and the browser lay out anew has had its time. */
    private static int beyondTheScreen(Page page) {
        page.waitForTimeout(CHART_MILLIS / 2);
        try {
            page.waitForFunction(
                    "() => document.documentElement.scrollWidth <= window.innerWidth",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(2 * CHART_MILLIS));
        } catch (TimeoutError stays) {
            // It is measured below, and told in pixels.
        }
        return (int) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
    }

    @Override
    public void close() {
        context.close();
    }

    @Override
    public String toString() {
        return "ConsoleWindow[" + house.console + "]";
    }
}
