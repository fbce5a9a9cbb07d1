package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Member;
import java.util.Comparator;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An organization's administrator connects the outside company in the console, and its people come. */
@WithKeycloak
@Order(83)
class SingleSignOnTest {
    private static final String GROUP = "engineers";

    private final KeycloakHouse keycloak;

    SingleSignOnTest(KeycloakHouse keycloak) {
        this.keycloak = keycloak;
    }

    @Test
    void leadsFromTheFirstDomainToRequiringItAndBackByTheBreakGlassAccount() {
        ConsoleWindow.withBrowser("single sign-on by OpenID Connect", this::byOpenIdConnect);
    }

    @Test
    void connectsACompanyThatSpeaksSaml() {
        ConsoleWindow.withBrowser("single sign-on by SAML", this::bySaml);
    }

    private void byOpenIdConnect(Browser browser) {
        String ada = keycloak.outside.person();
        Admin admin = keycloak.admin(browser, "Organization admin");
        try (ConsoleWindow window = keycloak.signIn(browser, "Organization admin")) {
            SsoWizard wizard = SsoWizard.in(window);
            wizard.claim("outside.test");
            vouch(browser, "Acme University", "outside.test");
            window.shows("Proved");
            wizard.connectOidc(keycloak.outside);
            wizard.addGroup(GROUP);
            grantToGroup(admin, "instructor");
            window.photograph("sso-to-be-tested");

            keycloak.through(browser, wizard.testAddress(), ada, keycloak.outside.password())
                    .close();
            window.shows("Works");
            assertThat(member(admin, ada).roles()).containsExactlyInAnyOrder("member", "instructor");
            SsoWizard.BreakGlass account = wizard.issueBreakGlass();
            wizard.makeRule();
            wizard.require();
            assertThat(window.photographThrice("sso-required"))
                    .as("pixels beyond 390")
                    .isLessThanOrEqualTo(0);

            // By the address alone: its domain leads to the company.
            keycloak.signIn(browser, ada, keycloak.outside.password()).close();
            try (ConsoleWindow emergency = keycloak.signIn(browser, account.user(), account.password())) {
                SsoWizard.in(emergency).relax();
            }
            window.shows("Outside Company works. People may use it, and need not yet.");
        }
    }

    private void bySaml(Browser browser) {
        String sam = "sam@outside-saml.test";
        Admin admin = keycloak.admin(browser, "Admin of Globex");
        try (ConsoleWindow window = keycloak.signIn(browser, "Admin of Globex")) {
            SsoWizard wizard = SsoWizard.in(window);
            wizard.claim("outside-saml.test");
            vouch(browser, "Globex", "outside-saml.test");
            window.shows("Proved");
            wizard.connectSaml(keycloak.outside);
            wizard.addGroup(GROUP);
            grantToGroup(admin, "finance");

            keycloak.through(browser, wizard.testAddress(), sam, keycloak.outside.password())
                    .close();
            window.shows("Works");
            Member joined = member(admin, sam);
            assertThat(joined.name()).isEqualTo("Sam Ito");
            assertThat(joined.source()).isEqualTo("sso");
            assertThat(joined.roles()).containsExactlyInAnyOrder("member", "finance");
        }
    }

    private void vouch(Browser browser, String organization, String domain) {
        try (ConsoleWindow operator = keycloak.signIn(browser, "Platform operator")) {
            operator.go("Organizations", "/organizations");
            inRowOf(operator, organization, "vouch-for-domain").click();
            operator.fill("vouch-domain-name", domain);
            operator.click("vouch-form-submit");
            operator.shows(domain + " is " + organization + "'s by your word.");
        }
    }

    /** A grid's cells lie beside each other in its page, not in rows: the one at the same height is meant. */
    private static Locator inRowOf(ConsoleWindow window, String text, String test) {
        Locator cell = window.byTest("organizations-table").getByText(text).first();
        cell.waitFor();
        double height = cell.boundingBox().y;
        return window.byTest(test).all().stream()
                .min(Comparator.comparingDouble(one -> Math.abs(one.boundingBox().y - height)))
                .orElseThrow();
    }

    private static void grantToGroup(Admin admin, String role) {
        UUID group = admin.sso.get(admin.organization).groups().getFirst().id();
        admin.grants.create(admin.organization, null, new CreateRoleGrant("group", group, role, null, null));
    }

    private static Member member(Admin admin, String email) {
        return admin.members
                .list(admin.organization, null, email, null, null, null, null)
                .items()
                .getFirst();
    }
}
