package dev.bursar.adminui.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.organization.Organization;
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
    void nobodyElseSeesThem() {
        open("organizations");
        assertShows("There is no such page");
    }
}
