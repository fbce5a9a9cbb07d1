package dev.bursar.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Keycloak's sign-in, as a person fills it in: the name first, the password where it leads, here or in another realm. */
final class KeycloakPage {
    private static final String NAME = "input[name=username]";
    private static final String PASSWORD = "input[name=password]";

    private KeycloakPage() {}

    static void signIn(Page page, String user, String password) {
        Locator secret = page.locator(PASSWORD);
        page.locator(NAME).or(secret).first().waitFor();
        name(page, user);
        if (!secret.isVisible()) {
            submit(page);
            secret.waitFor();
            name(page, user);
        }
        secret.fill(password);
        submit(page);
    }

    static boolean isShown(Page page) {
        return page.locator(NAME).isVisible();
    }

    /** Where it is asked, and not known already. */
    private static void name(Page page, String user) {
        Locator name = page.locator(NAME);
        if (name.isVisible() && name.isEditable()) {
            name.fill(user);
        }
    }

    private static void submit(Page page) {
        page.locator("#kc-login").click();
    }
}
