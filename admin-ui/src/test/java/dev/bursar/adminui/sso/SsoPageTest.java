package dev.bursar.adminui.sso;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;

class SsoPageTest extends ConsoleTest {
    @Test
    void saysWhatIsNeededWhereTheIssuerCannotHoldProviders() {
        house.sso.available = false;
        open("single-sign-on");
        assertShows("Single sign-on needs Keycloak as the installation's issuer.");
        assertThat(page()).doesNotContain("Connect a provider");
        click("claim-domain");
        test(the(TextField.class, "domain-name")).setValue("acme.test");
        click("domain-form-submit");
        assertShows("_bursar.acme.test");
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
    void renamesAConnectionWithoutAskingAnything() {
        open("single-sign-on");
        click("edit-sso");
        assertThat(the(TextField.class, "sso-email-attribute").getValue()).isEqualTo("email");
        test(the(TextField.class, "sso-name")).setValue("Acme's login");
        click("edit-sso-form-submit");
        assertShows("Acme's login works. People may use it, and need not yet.");
        assertThat(house.sso.changes.getFirst().metadataUrl()).isNull();
        assertThat(house.sso.changes.getFirst().clientSecret()).isNull();
    }

    @Test
    void saysWhomAChangeOfSignInTouchesBeforeItIsSaved() {
        open("single-sign-on");
        click("edit-sso");
        test(the(PasswordField.class, "sso-client-secret")).setValue("a new one");
        click("edit-sso-form-submit");
        ConfirmDialog asked = find(ConfirmDialog.class).single();
        assertThat(asked.getElement().getProperty("message"))
                .startsWith("12 people sign in through it, 1 administrator among them, and it may break that.")
                .contains("It has to be tested again.", "2 other administrators have another way in.");
        assertThat(house.sso.connections.getFirst().state()).isEqualTo("tested");
        test(asked).confirm();
        roundTrip();
        assertThat(house.sso.changes.getLast().confirmed()).isTrue();
        assertShows("Acme login was changed. Next: sign in once through it");
        assertShows("Changed: to be tested again");
    }

    @Test
    void namesInNumbersWhomSwitchingOffTouches() {
        open("single-sign-on");
        click("disable-sso");
        assertThat(find(ConfirmDialog.class).single().getElement().getProperty("message"))
                .contains(
                        "who did is refused at the next call",
                        "12 people sign in through it",
                        "Addresses of acme.example lead there no longer.",
                        "1 group gives roles");
        assertThat(house.sso.connections.getFirst().state()).isEqualTo("tested");
    }

    @Test
    void showsWhatKeycloakDoesNotKnowYet() {
        house.sso.waitForKeycloak("Keycloak cannot be reached.");
        open("single-sign-on");
        assertShows("Waiting for Keycloak");
        assertShows("What you changed is saved.");
        assertShows("Keycloak cannot be reached.");
    }

    @Test
    void keepsVouchingForADomainToTheOperator() {
        open("single-sign-on");
        assertThat(maybe(Button.class, "vouch-domain")).isEmpty();
        house.operatesElsewhere = true;
        reread();
        open("single-sign-on");
        click("vouch-domain");
        test(find(ConfirmDialog.class).single()).confirm();
        roundTrip();
        assertThat(maybe(Button.class, "vouch-domain")).isEmpty();
        assertThat(house.sso.domains).extracting(SsoDomain::verifiedAt).doesNotContainNull();
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

    @Test
    void aGroupsNameLeadsToItsPage() {
        open("single-sign-on");
        assertThat(find(Anchor.class).withText("engineers").single().getHref())
                .endsWith("/people/groups/" + house.sso.groups.getFirst().id());
    }

    @Test
    void saysWhomARuleSuspendsBeforeItIsSet() {
        open("single-sign-on");
        assertShows("A provider tells nobody who left");
        click("set-sign-in-rule");
        IntegerField days = the(IntegerField.class, "sign-in-days");
        assertThat(days.getValue()).isEqualTo(90);
        assertShows("It binds 12 people. Nobody stayed away for longer.");
        test(days).setValue(30);
        assertShows("2 people did not sign in for so long, 1 administrator among them.");
        assertShows("5 keys stop working.");
        assertShows("Not bound: 3 people whom SCIM keeps.");
        click("sign-in-rule-form-submit");
        assertShows("Whoever does not sign in through Acme login for 30 days is suspended");
        assertShows("2 are overdue. 1 is suspended by it.");
        click("end-sign-in-rule");
        test(find(ConfirmDialog.class).single()).confirm();
        roundTrip();
        assertShows("A provider tells nobody who left");
    }

    @Test
    void takesNoRuleOfAFewHours() {
        open("single-sign-on");
        click("set-sign-in-rule");
        the(IntegerField.class, "sign-in-days").setValue(3);
        click("sign-in-rule-form-submit");
        assertThat(the(IntegerField.class, "sign-in-days").isInvalid()).isTrue();
        assertThat(house.sso.connections.getFirst().signInWithinDays()).isNull();
    }
}
