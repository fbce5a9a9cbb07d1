package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * People in a real browser against the whole house: somebody of another organization is invited as team admin of one
 * team, accepts, sees only that team; the console says why they may; suspended, their key is refused at the gateway.
 */
@EndToEnd
@Order(28)
class PeopleConsoleTest {
    private static final Duration REFUSED = Duration.ofSeconds(60);
    private static final String TEAM = "Engineering";
    private static final String GUEST = "Admin of Globex";

    private final House house;

    PeopleConsoleTest(House house) {
        this.house = house;
    }

    @Test
    void aTeamAdminIsInvitedSeesTheirTeamAndIsSuspended() {
        ConsoleWindow.withBrowser("the people pages", this::drive);
    }

    private void drive(Browser browser) {
        try (ConsoleWindow admin = ConsoleWindow.signIn(house, browser, "Organization admin")) {
            try {
                String link = invite(admin);
                IssuedKey key = accept(browser, link);
                askWhy(admin);
                suspend(admin);
                GatewayClient client = house.client(key.secret());
                Poll.until(REFUSED, () -> client.get("/v1/models").status(), status -> status == 401);
            } finally {
                admin.photograph("people-last-seen");
            }
        }
    }

    private String invite(ConsoleWindow admin) {
        admin.go("People", "/people");
        assertNothingSticksOut(admin.photographThrice("people"));
        sort(admin);
        admin.click("invite-people");
        admin.byTest("invite-addresses")
                .locator("textarea")
                .fill(house.login(GUEST).email());
        choose(admin, "invite-over", TEAM);
        choose(admin, "invite-role", "Team admin");
        admin.shows("1 person is invited as team admin over " + TEAM);
        admin.photograph("people-invite");
        admin.click("invite-form-submit");
        String link = admin.byTest("invitation-link").innerText().strip();
        assertThat(link).contains("/join?organization=").contains("token=");
        admin.click("invitation-done");
        return link;
    }

    /** By the control plane; the address says how, so that a link shows the same. */
    private static void sort(ConsoleWindow admin) {
        Page page = admin.page();
        Locator name = page.locator("[data-test=people-table] vaadin-grid-sorter")
                .filter(new Locator.FilterOptions().setHasText("Name"));
        name.click();
        page.waitForURL(Pattern.compile(".*[?&]sort=name.*"));
        name.click();
        page.waitForURL(Pattern.compile(".*[?&]sort=-name.*"));
        page.reload();
        page.locator("[data-test=people-table] vaadin-grid-sorter[direction=desc]")
                .first()
                .waitFor();
    }

    private static void choose(ConsoleWindow window, String test, String item) {
        Locator field = window.byTest(test).locator("input").first();
        field.click();
        field.fill(item);
        window.page()
                .locator("vaadin-combo-box-item:not([hidden])")
                .filter(new Locator.FilterOptions().setHasText(item))
                .first()
                .click();
    }

    /** @return a key of the guest's own, charged to the team */
    private IssuedKey accept(Browser browser, String link) {
        try (ConsoleWindow guest = ConsoleWindow.signIn(house, browser, GUEST)) {
            Page page = guest.page();
            page.navigate(link);
            guest.shows("You are invited");
            guest.photograph("people-join");
            guest.click("accept-invitation");
            page.waitForURL(Pattern.compile(".*/o/acme/?$"));
            guest.go("Teams", "/teams");
            guest.shows(TEAM);
            assertThat(page.locator("[data-test=team-tree] vaadin-grid-cell-content a")
                            .allInnerTexts())
                    .as("no other team")
                    .contains(TEAM)
                    .doesNotContain("Marketing", "CS-101");
            for (String hidden : List.of("nav-ledger", "nav-audit", "nav-providers", "create-team")) {
                assertThat(guest.byTest(hidden).count()).as(hidden).isZero();
            }
            assertNothingSticksOut(guest.photographThrice("people-only-their-team"));
            walkTheRail(guest);
            page.navigate(link);
            guest.click("accept-invitation");
            guest.shows("This invitation does not work");
        }
        return ownKey();
    }

    /** What the console offers somebody who runs one team, the control plane shows them. */
    @SuppressWarnings("unchecked")
    private void walkTheRail(ConsoleWindow guest) {
        Page page = guest.page();
        List<String> paths = new ArrayList<>(
                (List<String>) page.locator("[data-test^=nav-]").evaluateAll("all => all.map(one => one.path)"));
        assertThat(paths).hasSizeGreaterThan(8);
        String overview = paths.getFirst();
        paths.addAll(List.of(
                overview + "/alerts/rules", overview + "/people/groups", overview + "/people/roles/team_admin"));
        for (String path : paths) {
            page.navigate(house.console.resolve("/" + path).toString());
            page.locator("h1").first().waitFor();
            assertThat(page.locator("body").innerText())
                    .as(path)
                    .doesNotContain("There is no such page", "cannot be shown", "which your roles lack");
        }
        guest.photograph("people-role-of-their-team");
    }

    private IssuedKey ownKey() {
        Admin admin = house.admin("Organization admin");
        UUID team = admin.units.list(admin.organization, null, null, TEAM, null, null).items().stream()
                .filter(unit -> unit.name().equals(TEAM))
                .findFirst()
                .orElseThrow()
                .id();
        UUID guest = admin.members
                .list(admin.organization, null, house.login(GUEST).email(), null, null, null, null)
                .items()
                .getFirst()
                .id();
        IssuedKey key = Objects.requireNonNull(admin.keys
                .issue(
                        admin.organization,
                        null,
                        new IssueKey("Of the guest", List.of(), null, null, null, null, guest, team))
                .getBody());
        house.client(key);
        return key;
    }

    private void askWhy(ConsoleWindow admin) {
        admin.go("People", "/people");
        admin.open("people-table", "Greta Holm");
        admin.shows("Team admin over " + TEAM);
        choose(admin, "why-action", "Issue, change and revoke everybody's keys");
        choose(admin, "why-where", TEAM);
        admin.click("why-ask");
        admin.shows("Yes, Greta Holm may issue, change and revoke everybody's keys");
        assertNothingSticksOut(admin.photographThrice("people-person"));
    }

    private static void suspend(ConsoleWindow admin) {
        admin.click("suspend-person");
        admin.shows("1 working key stops");
        admin.photograph("people-suspend");
        admin.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Suspend").setExact(true))
                .last()
                .click();
        admin.shows("Suspended");
    }

    private static void assertNothingSticksOut(int pixels) {
        assertThat(pixels).as("pixels beyond 390").isLessThanOrEqualTo(0);
    }
}
