package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a browser is told, and what it then does. */
@EndToEnd
@Order(27)
class ConsoleHardeningTest {
    private static final List<String> PAGES =
            List.of("", "/keys", "/budgets", "/usage", "/ledger", "/audit", "/alerts", "/people", "/settings");

    private final House house;

    ConsoleHardeningTest(House house) {
        this.house = house;
    }

    @Test
    void givesANewSessionAtSignInAndRunsNoScriptButItsOwn() {
        ConsoleWindow.withBrowser("console hardening", this::drive);
    }

    private void drive(Browser browser) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            List<String> complaints = new CopyOnWriteArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(house.console.resolve("/o/acme/keys").toString());
            Cookie before = session(context);
            signIn(page);
            Cookie after = session(context);
            assertThat(after.value).isNotEqualTo(before.value);
            assertThat(after.httpOnly).isTrue();
            assertThat(after.sameSite).isEqualTo(SameSiteAttribute.LAX);
            walk(page);
            assertThat(complaints).isEmpty();
            assertThat(smuggles(page)).isFalse();
            assertThat(complaints).isNotEmpty();
        }
    }

    private void walk(Page page) {
        for (String path : PAGES) {
            Response answer =
                    page.navigate(house.console.resolve("/o/acme" + path).toString());
            assertThat(answer.headers().get("content-security-policy"))
                    .as(path)
                    .containsPattern("script-src 'self' 'nonce-[^']+' 'unsafe-eval';")
                    .contains("frame-ancestors 'none'", "object-src 'none'");
            assertThat(answer.headers().get("cache-control")).as(path).contains("no-store");
            page.locator("h1, [data-test=key-spent]").first().waitFor();
        }
        page.navigate(house.console.resolve("/o/globex/keys").toString());
        page.locator("[data-test=not-found]").waitFor();
        assertThat(page.content()).contains("There is no such page").doesNotContain("Globex");
    }

    /** Whether a script that somebody got into the page runs. */
    private static boolean smuggles(Page page) {
        return (boolean) page.evaluate("() => { const script = document.createElement('script');"
                + " script.textContent = 'window.smuggled = true'; document.body.append(script);"
                + " return window.smuggled === true; }");
    }

    private void signIn(Page page) {
        House.Login login = house.login("Organization admin");
        page.getByLabel("E-mail").fill(login.email());
        page.getByLabel("Password").fill(login.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(Pattern.quote(house.console.toString()) + ".*"));
    }

    private static Cookie session(BrowserContext context) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals("BURSAR_CONSOLE"))
                .findFirst()
                .orElseThrow();
    }
}
