package dev.bursar.e2e;

import com.microsoft.playwright.Locator;
import java.net.URI;

/** The console's page for single sign-on, in an administrator's window. */
final class SsoWizard {
    /** What is shown this once. */
    record BreakGlass(String user, String password) {
        @Override
        public String toString() {
            return "BreakGlass[" + user + "]";
        }
    }

    private final ConsoleWindow window;

    private SsoWizard(ConsoleWindow window) {
        this.window = window;
    }

    static SsoWizard in(ConsoleWindow window) {
        window.go("Single sign-on", "/single-sign-on");
        return new SsoWizard(window);
    }

    void claim(String domain) {
        window.click("claim-domain");
        window.fill("domain-name", domain);
        window.click("domain-form-submit");
        window.shows("_bursar." + domain);
    }

    void connectOidc(KeycloakHouse.Outside outside) {
        window.click("connect-sso");
        window.fill("sso-name", "Outside Company");
        window.fill("sso-url", outside.metadata());
        window.fill("sso-client-id", outside.clientId());
        window.fill("sso-client-secret", outside.clientSecret());
        connect();
    }

    void connectSaml(KeycloakHouse.Outside outside) {
        window.click("connect-sso");
        window.click("sso-kind");
        window.page()
                .locator("vaadin-select-item")
                .filter(new Locator.FilterOptions().setHasText("SAML 2.0"))
                .click();
        window.fill("sso-name", "Outside Company by SAML");
        window.fill("sso-url", outside.samlMetadata());
        connect();
    }

    private void connect() {
        window.photograph("sso-connect");
        window.click("connect-form-submit");
        window.shows("To be tested");
    }

    void addGroup(String name) {
        window.click("add-sso-group");
        window.fill("sso-group-name", name);
        window.click("sso-group-form-submit");
        window.byTest("sso-groups").getByText(name).waitFor();
    }

    /** For whoever tries it, in a window of their own. */
    URI testAddress() {
        return URI.create(
                window.byTest("sso-test-link").locator(".mono").innerText().strip());
    }

    BreakGlass issueBreakGlass() {
        window.click("issue-break-glass");
        BreakGlass account = new BreakGlass(
                window.byTest("break-glass-user").innerText().strip(),
                window.byTest("break-glass-password").innerText().strip());
        window.photograph("sso-break-glass");
        window.click("break-glass-done");
        return account;
    }

    /** Of as many days as are offered. */
    void makeRule() {
        window.click("set-sign-in-rule");
        window.byTest("sign-in-rule-form-preview").waitFor();
        window.photograph("sso-rule");
        window.click("sign-in-rule-form-submit");
        window.shows("for 90 days is suspended");
    }

    void require() {
        window.click("enforce-sso");
        confirm("Require it");
        window.shows("It is required of everybody with your domains.");
    }

    void relax() {
        window.click("relax-sso");
        window.byTest("enforce-sso").waitFor();
    }

    private void confirm(String verb) {
        window.byTest("confirm")
                .getByText(verb, new Locator.GetByTextOptions().setExact(true))
                .click();
    }
}
