package dev.bursar.adminui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.sidenav.SideNavItem;
import dev.bursar.adminui.ConsoleTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest extends ConsoleTest {
    private static final Set<String> WRITING = Set.of(
            "issue-key",
            "issue-first-key",
            "edit-key",
            "disable-key",
            "enable-key",
            "revoke-key",
            "create-budget",
            "create-first-budget",
            "edit-budget",
            "archive-budget",
            "connect-provider",
            "connect-first-provider",
            "edit-provider",
            "organization-save",
            "place-actions",
            "ask-for-more",
            "top-up-budget",
            "override-budget",
            "end-adjustment",
            "top-up",
            "refund",
            "correct",
            "close-month",
            "check-now",
            "approve-request",
            "decline-request",
            "withdraw-request",
            "resolve-doubt",
            "create-rule",
            "edit-rule",
            "archive-rule",
            "create-channel",
            "test-channel",
            "archive-channel",
            "claim-domain",
            "verify-domain",
            "remove-domain",
            "connect-sso",
            "disable-sso",
            "remove-sso",
            "add-sso-group",
            "remove-sso-group",
            "enforce-sso",
            "relax-sso",
            "issue-break-glass",
            "close-break-glass",
            "create-team",
            "create-first-team",
            "create-class",
            "create-project",
            "rename-unit",
            "move-unit",
            "archive-unit",
            "restore-unit",
            "delete-unit",
            "unit-actions",
            "end-all-sessions",
            "create-organization",
            "archive-organization",
            "restore-organization",
            "delete-organization",
            "invite-people",
            "invite-first",
            "resend-invitation",
            "revoke-invitation",
            "bulk-grant",
            "bulk-suspend",
            "bulk-reactivate",
            "grant-role",
            "revoke-grant",
            "rename-person",
            "suspend-person",
            "reactivate-person",
            "remove-person",
            "create-role",
            "edit-role",
            "delete-role");

    @Test
    void anAdministratorIsOfferedWhatWrites() {
        open("keys");
        assertThat(writingButtons()).containsExactly("issue-key");
        open("ledger");
        assertThat(writingButtons()).contains("top-up", "refund", "correct", "close-month", "check-now");
        open("requests-for-more/" + house.asked.getFirst().id());
        assertThat(writingButtons()).contains("approve-request", "decline-request");
        open("single-sign-on");
        assertThat(writingButtons()).contains("claim-domain", "disable-sso", "enforce-sso", "issue-break-glass");
        open("alerts/channels");
        assertThat(writingButtons()).contains("create-channel");
        open("keys/" + house.keys.getFirst().id());
        assertThat(writingButtons()).contains("edit-key", "disable-key", "revoke-key");
        open("budgets/" + house.budgets.getFirst().id());
        assertThat(writingButtons()).contains("edit-budget", "archive-budget");
        open("providers/" + house.providers.getFirst().id());
        assertThat(writingButtons()).contains("edit-provider");
        open("people/" + house.members.get(2).id());
        assertThat(writingButtons()).contains("suspend-person", "remove-person", "grant-role", "revoke-grant");
        open("teams/" + house.units.getFirst().id());
        assertThat(writingButtons()).contains("rename-unit", "archive-unit", "grant-role");
        open("people/invitations");
        assertThat(writingButtons()).contains("invite-people");
        open("people/roles/" + house.roles.getFirst().id());
        assertThat(writingButtons()).contains("edit-role", "delete-role");
        open("settings");
        assertThat(writingButtons()).contains("organization-save");
    }

    @Test
    void aMemberIsOfferedOnlyWhatTheyMayUse() {
        signedInAs("member");
        open("");
        assertShows("Your keys");
        open("keys");
        assertThat(writingButtons()).containsExactly("issue-key");
        open("keys/" + house.keys.getFirst().id());
        assertThat(writingButtons()).isEmpty();
        open("audit");
        assertShows("There is no such page");
        open("budgets");
        assertShows("There is no such page");
        open("ledger");
        assertShows("There is no such page");
        open("requests-for-more");
        assertShows("What you asked for, and what was answered.");
    }

    @Test
    void theRailHasEveryPageForAnAdministrator() {
        open("");
        assertThat(find(SideNavItem.class).all().stream().map(SideNavItem::getLabel))
                .contains(
                        "Overview", "Budgets", "Usage", "Keys", "People", "Catalog", "Providers", "Audit", "Gateways");
    }

    private List<String> writingButtons() {
        return buttons()
                .map(Button::getElement)
                .map(element -> element.getAttribute("data-test"))
                .filter(test -> test != null && WRITING.contains(test))
                .toList();
    }
}
