package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.organization.Unit;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The money pages in a real browser against the whole house: a budget made in the tree, lowered with its effect in view,
 * spent to the cap, asked for more of by a member, raised by an approver; a top-up in the ledger; an alert.
 */
@EndToEnd
@Order(27)
class MoneyConsoleTest {
    private static final Duration TOLD = Duration.ofSeconds(60);

    private static final String TEAM = "Browser lab";
    static final String BUDGET = "Lab money";
    private static final String KEY = "Of the lab";

    private final House house;

    MoneyConsoleTest(House house) {
        this.house = house;
    }

    @Test
    void aBudgetIsMadeLoweredSpentAskedForAndRaised() {
        ConsoleWindow.withBrowser("the money pages", this::drive);
    }

    private void drive(Browser browser) {
        try (ConsoleWindow admin = ConsoleWindow.signIn(house, browser, "Organization admin")) {
            try {
                makeABudgetInTheTree(admin);
                lowerIt(admin);
                IssuedKey key = spendToTheCap();
                seeTheRefusal(admin, key);
                seeWhereTheMoneyWent(admin);
                askForMore(browser);
                approve(admin);
                topUp(admin);
                seeTheAlert(admin);
                photographTheOthers(admin);
            } finally {
                admin.photograph("money-last-seen");
            }
        }
    }

    private static void makeABudgetInTheTree(ConsoleWindow admin) {
        admin.go("Budgets", "/budgets");
        actions(admin, "Acme");
        admin.click("place-team");
        admin.fill("unit-name", TEAM);
        admin.click("unit-form-submit");
        actions(admin, TEAM);
        admin.click("place-budget");
        admin.fill("budget-name", BUDGET);
        admin.fill("budget-limit", "5");
        admin.photograph("money-create-budget");
        admin.click("create-budget-form-submit");
        admin.shows(BUDGET);
        assertNothingSticksOut(admin.photographThrice("money-tree"));
    }

    private static void actions(ConsoleWindow admin, String place) {
        Page.GetByRoleOptions named = new Page.GetByRoleOptions().setName("Actions for " + place);
        admin.page()
                .getByRole(AriaRole.MENUITEM, named)
                .or(admin.page().getByRole(AriaRole.BUTTON, named))
                .or(admin.page().locator("[aria-label='Actions for " + place + "']"))
                .first()
                .click();
    }

    private static void lowerIt(ConsoleWindow admin) {
        admin.open("budget-tree", BUDGET);
        admin.click("edit-budget");
        admin.fill("budget-limit", "2");
        admin.shows("The limit in force goes from 5.00 to 2.00 USD");
        admin.photograph("money-preview");
        admin.click("edit-budget-form-submit");
        admin.shows("$2.00");
    }

    /** A capped key of the member's, charged to the team. */
    private IssuedKey spendToTheCap() {
        Admin admin = house.admin("Organization admin");
        UUID team =
                Objects.requireNonNull(admin.units.list(admin.organization, null, "team", TEAM, null, 10))
                        .items()
                        .stream()
                        .map(Unit::id)
                        .findFirst()
                        .orElseThrow();
        UUID member = house.admin("Member").memberId;
        IssueKey wanted = new IssueKey(KEY, null, CapTest.CAP, null, null, null, member, team);
        IssuedKey key = Objects.requireNonNull(
                admin.keys.issue(admin.organization, null, wanted).getBody());
        GatewayClient client = house.client(key);
        GatewayClient.Answer refusal = CapTest.callUntilRefused(client);
        assertThat(refusal.status()).as(refusal.body()).isEqualTo(402);
        assertThat(refusal.json().at("/error/metadata/level").asString()).isEqualTo("key");
        return key;
    }

    private static void seeTheRefusal(ConsoleWindow admin, IssuedKey key) {
        admin.go("Keys", "/keys");
        admin.open("keys-table", key.key().name());
        admin.byTest("key-requests").waitFor();
        admin.page().locator("[title=budget_exhausted]").first().scrollIntoViewIfNeeded();
        admin.photograph("money-refusals");
    }

    private static void seeWhereTheMoneyWent(ConsoleWindow admin) {
        admin.go("Budgets", "/budgets");
        admin.open("budget-tree", BUDGET);
        admin.byTest("budget-requests").waitFor();
        admin.shows("sandbox/echo");
        admin.click("edit-budget");
        admin.fill("budget-limit", "0.0001");
        admin.shows("are spent, held or in doubt already");
        admin.click("edit-budget-form-submit");
        admin.shows("of $0.0001");
        assertNothingSticksOut(admin.photographThrice("money-budget"));
    }

    private void askForMore(Browser browser) {
        try (ConsoleWindow member = ConsoleWindow.signIn(house, browser, "Member")) {
            member.go("Keys", "/keys");
            member.open("keys-table", KEY);
            member.click("ask-for-more");
            member.fill("ask-amount", "1");
            member.fill("ask-reason", "The thesis is due on Friday.");
            member.photograph("money-ask");
            member.click("ask-form-submit");
            member.shows("You asked for $1.00.");
        }
    }

    private static void approve(ConsoleWindow admin) {
        admin.go("Requests for more", "/requests-for-more");
        assertNothingSticksOut(admin.photographThrice("money-requests"));
        admin.open("requests-for-more-table", "Milo Tanaka");
        admin.shows("The thesis is due on Friday.");
        assertNothingSticksOut(admin.photographThrice("money-request"));
        admin.click("approve-request");
        admin.click("answer-form-submit");
        admin.shows("approved");
        admin.go("Keys", "/keys");
        admin.open("keys-table", KEY);
        admin.shows("of $1.00");
    }

    private static void topUp(ConsoleWindow admin) {
        admin.go("Ledger", "/ledger");
        admin.click("top-up");
        admin.fill("posting-amount", "1000");
        admin.fill("posting-memo", "Invoice 2026-11");
        admin.photograph("money-top-up");
        admin.click("posting-form-submit");
        admin.shows("Invoice 2026-11");
        admin.click("check-now");
        admin.shows("The books agree");
        assertNothingSticksOut(admin.photographThrice("money-ledger"));
    }

    private static void seeTheAlert(ConsoleWindow admin) {
        admin.go("Alerts", "/alerts");
        Poll.until(
                TOLD,
                () -> {
                    admin.page().reload();
                    admin.byTest("alerts-table")
                            .or(admin.page().getByText("No alert yet"))
                            .first()
                            .waitFor();
                    return admin.page().locator("body").innerText();
                },
                text -> text.contains("The budget " + BUDGET + " has spent"));
        assertNothingSticksOut(admin.photographThrice("money-alerts"));
    }

    private static void photographTheOthers(ConsoleWindow admin) {
        admin.go("In doubt", "/in-doubt");
        assertNothingSticksOut(admin.photographThrice("money-in-doubt"));
    }

    private static void assertNothingSticksOut(int pixels) {
        assertThat(pixels).as("pixels beyond " + ConsoleWindow.NARROW).isLessThanOrEqualTo(0);
    }
}
