package dev.bursar.adminui.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminui.ConsoleTest;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScimPageTest extends ConsoleTest {
    @Test
    void showsTheAddressTheTokensAndWhatCame() {
        open("scim");
        assertShows("https://bursar.acme.example/scim/v2/");
        assertShows("Entra ID");
        assertShows("tess@acme.example");
        assertShows("Suspended");
        assertShows("Okta");
    }

    @Test
    void issuesATokenAndShowsItOnce() {
        open("scim");
        click("issue-scim-token");
        click("scim-token-form-submit");
        assertThat(the(TextField.class, "scim-token-name").isInvalid()).isTrue();
        test(the(TextField.class, "scim-token-name")).setValue("Okta");
        click("scim-token-form-submit");
        String secret = the(Span.class, "scim-secret").getText();
        assertThat(secret).startsWith("bsr_scim_");
        click("scim-token-done");
        assertThat(maybe(Span.class, "scim-secret")).isEmpty();
        assertThat(page()).doesNotContain(secret);
        assertThat(house.scimTokens.getFirst().expiresAt()).isNotNull();
    }

    @Test
    void showsAnAuditorEverythingAndLetsThemWriteNothing() {
        signedInAs("auditor");
        open("scim");
        assertShows("Entra ID");
        assertThat(page()).doesNotContain("Issue token");
        signedInAs("member");
        open("scim");
        assertShows("There is no such page");
    }

    @Test
    void whatCameLeadsToItsPage() {
        open("scim");
        assertThat(link(0)).endsWith("/people/groups/" + house.groups.getFirst().id());
        assertThat(link(1)).contains("/people/").doesNotContain("groups");
    }

    private String link(int row) {
        return ((Anchor) Objects.requireNonNull(
                        test(the(Grid.class, "scim-resources")).getCellComponent(row, 0)))
                .getHref();
    }
}
