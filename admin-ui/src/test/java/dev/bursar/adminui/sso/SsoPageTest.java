package dev.bursar.adminui.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;

class SsoPageTest extends ConsoleTest {
    @Test
    void saysWhatIsNeededWhereTheIssuerCannotHoldProviders() {
        house.sso.available = false;
        open("single-sign-on");
        assertShows("Single sign-on needs Keycloak as the installation's issuer.");
        assertThat(page()).doesNotContain("Add a domain");
    }

    @Test
    void goesFromADomainToAProviderThatIsTested() {
        house.sso.domains.clear();
        house.sso.connections.clear();
        open("single-sign-on");
        assertShows("Three steps: prove a mail domain");
        assertShows("https://id.example/realms/bursar/broker/acme-1/endpoint");
        click("claim-domain");
        test(the(TextField.class, "domain-name")).setValue("localhost");
        click("domain-form-submit");
        assertThat(the(TextField.class, "domain-name").isInvalid()).isTrue();
        test(the(TextField.class, "domain-name")).setValue("acme.example");
        click("domain-form-submit");
        assertShows("_bursar.acme.example");
        click("verify-domain");
        assertShows("Proved");
        click("connect-sso");
        test(the(TextField.class, "sso-name")).setValue("Acme login");
        click("connect-form-submit");
        assertThat(the(TextField.class, "sso-url").isInvalid()).isTrue();
        test(the(TextField.class, "sso-url")).setValue("https://login.acme.example");
        click("connect-form-submit");
        assertShows("To be tested");
        assertShows("Open this address in a private window");
        assertThat(page()).doesNotContain("Require it");
    }

    @Test
    void requiresWhatWasTestedAfterItWasConfirmed() {
        open("single-sign-on");
        assertShows("Acme login works. People may use it, and need not yet.");
        click("enforce-sso");
        assertThat(house.sso.connections.getFirst().state()).isEqualTo("tested");
    }

    @Test
    void showsTheBreakGlassPasswordOnce() {
        open("single-sign-on");
        click("issue-break-glass");
        assertThat(the(Span.class, "break-glass-password").getText()).isEqualTo("shown-this-once");
        click("break-glass-done");
        assertShows("break-glass-acme");
        assertThat(page()).doesNotContain("shown-this-once");
    }
}
