package dev.bursar.adminui.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminui.ConsoleTest;
import org.junit.jupiter.api.Test;

class OrganizationsPageTest extends ConsoleTest {
    @Test
    void anOperatorSeesAllOrganizationsAndCreatesOne() {
        signedInAs("platform_operator");
        open("organizations");
        assertShows("Northside College");
        click("create-organization");
        test(the(TextField.class, "new-organization-name")).setValue("Écoles du Nord");
        assertThat(the(TextField.class, "new-organization-slug").getValue()).isEqualTo("ecoles-du-nord");
        click("organization-form-submit");
        assertThat(house.others).extracting(Organization::slug).contains("ecoles-du-nord");
    }

    @Test
    void anOperatorPutsAllSecretsUnderTheNewestKey() {
        signedInAs("platform_operator");
        open("organizations");
        assertShows("7 secrets are under an older key.");
        click("rotate-keys");
        test(find(ConfirmDialog.class).single()).confirm();
        assertShows("Going through 1 of 3 organizations");
        click("cancel-rotation");
        assertShows("Stopped by hand after 2 secrets");
        house.encryptionKeys.finish();
        open("organizations");
        assertShows("The older ones can be taken out of credential.kek.old.");
        assertThat(maybe(Button.class, "rotate-keys")).isEmpty();
    }

    @Test
    void anOperatorVouchesForADomainOfAnOrganizationThatIsNotTheirs() {
        signedInAs("platform_operator");
        open("organizations");
        clickInRow("organizations-table", 4, "vouch-for-domain");
        test(the(TextField.class, "vouch-domain-name")).setValue("Acme-Labs.example");
        click("vouch-form-submit");
        assertThat(house.sso.domains)
                .filteredOn(one -> one.domain().equals("acme-labs.example"))
                .extracting(SsoDomain::verifiedAt)
                .doesNotContainNull();
    }

    @Test
    void namesInNumbersWhatIsDestroyedWithAnOrganization() {
        signedInAs("platform_operator");
        open("organizations");
        click("organizations-archived");
        clickInRow("organizations-table", 4, "delete-organization");
        assertShows("1 identity provider");
        assertShows("2 SCIM tokens");
        assertShows("3 something new");
    }

    @Test
    void nobodyElseSeesThem() {
        open("organizations");
        assertShows("There is no such page");
    }
}
