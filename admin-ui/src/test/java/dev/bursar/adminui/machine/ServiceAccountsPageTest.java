package dev.bursar.adminui.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.RoleChoice;
import dev.bursar.adminui.fake.FakeHouse;
import org.junit.jupiter.api.Test;

class ServiceAccountsPageTest extends ConsoleTest {
    @Test
    void showsProgramsAndWhoseTokensAreBelieved() {
        open("service-accounts");

        assertShows("class provisioner");
        assertShows("repo:acme/shop:ref:refs/heads/main");
        assertShows("https://token.actions.githubusercontent.com");
    }

    @Test
    void makesAServiceAccountAndOpensIt() {
        open("service-accounts");
        click("create-account");
        test(the(TextField.class, "account-name")).setValue("deploy");
        click("account-form-submit");

        assertShows("deploy");
        assertShows("No role: its keys and tokens are known here and may do nothing.");
        assertThat(house.accounts.getFirst().name()).isEqualTo("deploy");
    }

    @Test
    void showsAManagementKeyOnceAndRevokesIt() {
        ServiceAccount account = house.accounts.getFirst();
        open("service-accounts/" + account.id());
        click("issue-management-key");
        test(the(TextField.class, "management-key-name")).setValue("CI");
        click("management-key-form-submit");

        String secret = the(Span.class, "management-secret").getText();
        assertThat(secret).startsWith("bsr_live_");
        click("management-key-done");
        assertThat(page()).doesNotContain(secret).contains("CI");
    }

    @Test
    void disablesAndEnablesAnAccount() {
        ServiceAccount account = house.accounts.getFirst();
        open("service-accounts/" + account.id());

        click("disable-account");
        assertThat(house.accounts.getFirst().state()).isEqualTo("disabled");
        click("enable-account");
        assertThat(house.accounts.getFirst().state()).isEqualTo("active");
    }

    @Test
    void trustsAWorkloadForTheAccount() {
        ServiceAccount account = house.accounts.getFirst();
        open("service-accounts/" + account.id());
        click("create-trust");
        test(the(TextField.class, "trust-name")).setValue("nightly");
        test(the(TextField.class, "trust-issuer")).setValue("https://ci.example");
        test(the(TextField.class, "trust-subject")).setValue("*");
        click("trust-form-submit");
        assertThat(the(TextField.class, "trust-subject").getErrorMessage()).contains("does not begin with *");

        test(the(TextField.class, "trust-subject")).setValue("repo:acme/*");
        click("trust-form-submit");

        assertThat(house.trusts.getFirst().serviceAccountId()).isEqualTo(account.id());
        assertShows("nightly");
    }

    @Test
    void grantsAndRevokesARoleAsForPeople() {
        ServiceAccount account = house.accounts.getFirst();
        open("service-accounts/" + account.id());
        click("grant-role");
        the(RoleChoice.class, "grant-role")
                .setValue(house.controlPlane().roles().list(FakeHouse.ACME).stream()
                        .filter(role -> role.name().equals("instructor"))
                        .findFirst()
                        .orElseThrow());
        click("grant-form-submit");

        assertThat(house.grants.getFirst().holder()).isEqualTo("service_account");
        assertThat(house.grants.getFirst().holderId()).isEqualTo(account.id());
        assertShows("Instructor over the whole organization");
    }

    @Test
    void editsWhichTokensAreBelieved() {
        WorkloadTrust before = house.trusts.getFirst();
        open("service-accounts");
        clickInRow("trusts-table", 4, "edit-trust");
        assertThat(the(TextField.class, "trust-audience").getValue()).isEqualTo(before.audience());
        test(the(TextField.class, "trust-subject")).setValue("repo:acme/shop:ref:refs/heads/*");
        test(the(TextField.class, "trust-audience")).setValue("https://jobs.acme.example");
        click("trust-edit-form-submit");
        WorkloadTrust after = house.trusts.getFirst();
        assertThat(after.subjectPattern()).isEqualTo("repo:acme/shop:ref:refs/heads/*");
        assertThat(after.audience()).isEqualTo("https://jobs.acme.example");
        assertThat(after.issuer()).isEqualTo(before.issuer());
    }

    @Test
    void showsAuditorsEverythingAndLetsThemDoNothing() {
        signedInAs("auditor");
        open("service-accounts/" + house.accounts.getFirst().id());

        assertShows("class provisioner");
        assertThat(buttons().map(button -> button.getElement().getAttribute("data-test")))
                .doesNotContain("issue-management-key", "disable-account", "create-trust", "remove-trust");
    }
}
