package dev.bursar.adminui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.RouteConfiguration;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.fake.FakeHouse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every page of the console as whoever runs one team: what the control plane permits in it is offered, and what it
 * would refuse is not. The fake control plane refuses by the same rules as the real one, and remembers it.
 */
class TeamAdminWalkTest extends ConsoleTest {
    /** Asks for the last word on the screen of whoever presses it, and belongs to no page. */
    private static final Set<String> LEAVING = Set.of("palette-open", "end-session", "end-other-sessions");

    /** What somebody who runs a team finds on the pages of their team. */
    private static final List<String> OFFERED = List.of(
            "issue-key",
            "edit-key",
            "disable-key",
            "revoke-key",
            "create-budget",
            "edit-budget",
            "top-up-budget",
            "archive-budget",
            "create-rule",
            "edit-rule",
            "archive-rule",
            "invite-people",
            "resend-invitation",
            "revoke-invitation",
            "grant-role",
            "revoke-grant",
            "rename-unit",
            "archive-unit",
            "ask-for-more");

    /** What is the organization's. */
    private static final List<String> WITHHELD = List.of(
            "create-channel",
            "test-channel",
            "suspend-person",
            "remove-person",
            "rename-person",
            "create-role",
            "edit-role",
            "delete-role",
            "create-account",
            "connect-provider",
            "organization-save",
            "issue-scim-token",
            "top-up",
            "create-organization");

    @BeforeEach
    void runTheTeam() {
        house.roleOver = unit("Research");
        signedInAs("team_admin");
    }

    @Test
    void refusesAsTheControlPlaneDoes() {
        assertThatThrownBy(() -> house.controlPlane().alerts().channels(FakeHouse.ACME, null, null))
                .isInstanceOf(RefusedException.class);
        assertThat(house.refused()).hasSize(1);
    }

    @Test
    void opensEveryPageThatTheRailOffersAndIsRefusedNothing() {
        open("");
        List<String> rail =
                find(SideNavItem.class).all().stream().map(SideNavItem::getPath).toList();
        assertThat(rail).hasSizeGreaterThan(8);
        for (String path : rail) {
            go(path);
            assertThat(page()).as(path).doesNotContain("There is no such page", "cannot be shown");
        }
        assertThat(house.refused()).isEmpty();
    }

    @Test
    void offersWhatMayBeDoneInTheTeamAndNothingOfTheOrganization() {
        Set<String> offered = new TreeSet<>();
        pages().forEach(path -> {
            go(path);
            buttons().filter(Button::isVisible).map(TeamAdminWalkTest::name).forEach(offered::add);
        });
        assertThat(offered).containsAll(OFFERED).doesNotContainAnyElementsOf(WITHHELD);
        assertThat(house.refused()).isEmpty();
    }

    /** Presses each button of each page, and the button of the dialog that asks whether it is meant. */
    @Test
    void isRefusedNothingThatAButtonOffers() {
        int pressed = 0;
        for (String path : pages().toList()) {
            for (String button : buttonsOf(path)) {
                press(path, button);
                assertThat(house.refused()).as(path + " " + button).isEmpty();
                pressed++;
            }
        }
        assertThat(pressed).isGreaterThan(60);
    }

    private List<String> buttonsOf(String path) {
        go(path);
        return buttons()
                .filter(Button::isVisible)
                .filter(Button::isEnabled)
                .map(TeamAdminWalkTest::name)
                .filter(name -> !name.isEmpty() && !LEAVING.contains(name))
                .distinct()
                .toList();
    }

    private void press(String path, String name) {
        house.restore();
        runTheTeam();
        go("o/" + FakeHouse.SLUG);
        go(path);
        buttons()
                .filter(button -> name(button).equals(name) && button.isVisible())
                .findFirst()
                .ifPresent(this::press);
    }

    /** Whatever else than permission speaks against it is for the reader to see. */
    private void press(Button button) {
        try {
            button.click();
            roundTrip();
            find(ConfirmDialog.class).all().forEach(dialog -> {
                test(dialog).confirm();
                roundTrip();
            });
        } catch (RefusedException e) {
            assertThat(e.problem().status()).isNotEqualTo(403);
        } finally {
            find(ConfirmDialog.class).all().forEach(ConfirmDialog::close);
            find(Dialog.class).all().forEach(Dialog::close);
            roundTrip();
        }
    }

    private void go(String path) {
        Paths.open(path);
        roundTrip();
    }

    private static String name(Button button) {
        String test = button.getElement().getAttribute("data-test");
        return test == null ? "" : test;
    }

    /** Those of the organization with what stands in the team, as far as they are there for its admin. */
    private Stream<String> pages() {
        return RouteTemplates.of(RouteConfiguration.forApplicationScope().getAvailableRoutes()).stream()
                .filter(template -> template.startsWith("o/:organization"))
                .flatMap(template -> RouteTemplates.filled(
                        template, name -> name.equals("organization") ? FakeHouse.SLUG : value(name)));
    }

    private String value(String parameter) {
        UUID id = switch (parameter) {
            case "key" ->
                house.keys.stream()
                        .filter(key -> unit("Vision").equals(key.unitId()))
                        .filter(key -> key.state().equals("active"))
                        .findFirst()
                        .orElseThrow()
                        .id();
            case "budget" ->
                house.budgets.stream()
                        .filter(budget -> budget.name().equals("Vision, monthly"))
                        .findFirst()
                        .orElseThrow()
                        .id();
            case "person" ->
                house.members.stream()
                        .filter(one -> one.name().equals("Tess Lead"))
                        .findFirst()
                        .orElseThrow()
                        .id();
            case "unit" -> unit("Vision");
            case "group" -> house.groups.getFirst().id();
            case "role" -> house.roles.getFirst().id();
            case "provider" -> house.providers.getFirst().id();
            case "entry" -> house.ledger.getFirst().id();
            case "request" -> house.asked.getFirst().id();
            case "account" -> house.accounts.getFirst().id();
            case "sequence" -> null;
            default -> throw new AssertionError("Say in TeamAdminWalkTest which :" + parameter + " there is.");
        };
        return id == null ? "0" : id.toString();
    }

    private UUID unit(String name) {
        return house.units.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
