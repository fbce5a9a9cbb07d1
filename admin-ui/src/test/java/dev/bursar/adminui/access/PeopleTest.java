package dev.bursar.adminui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleAction;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.RoleChoice;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.fake.FakeHouse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeopleTest extends ConsoleTest {
    @Test
    void showsRolesStateAndLastActivityAndFindsByNameAndState() {
        open("people");
        assertShows("Ivy Instructor");
        assertShows("Single sign-on");
        test(the(TextField.class, "people-search")).setValue("tess");
        assertThat(rows()).extracting(Member::name).containsExactly("Tess Lead");
        test(the(TextField.class, "people-search")).setValue("");
        click("state-suspended");
        assertThat(rows()).extracting(Member::name).containsExactly("Sol Former");
    }

    @SuppressWarnings("unchecked")
    private List<Member> rows() {
        Grid<Member> grid = the(Grid.class, "people-table");
        return grid.getListDataView().getItems().toList();
    }

    @Test
    void suspendingNamesTheKeysThatDieAndReactivatingDoesNotReviveThem() {
        open("people/" + person("Ivy Instructor").id());
        click("suspend-person");
        ConfirmDialog confirm = find(ConfirmDialog.class).single();
        assertThat(confirm.getElement().getProperty("message"))
                .contains("2 working keys stop")
                .contains("does not revive keys");
        test(confirm).confirm();
        assertThat(person("Ivy Instructor").state()).isEqualTo("suspended");
        assertShows("Suspended");
        click("reactivate-person");
        assertThat(person("Ivy Instructor").state()).isEqualTo("active");
        assertThat(house.keys)
                .filteredOn(key -> "Ivy Instructor".equals(key.ownerName()))
                .extracting(key -> key.state())
                .containsOnly("disabled");
    }

    @Test
    void theLastAdminStaysAndTheRefusalSaysWhy() {
        open("people/" + person("Ada Admin").id());
        click("remove-person");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(person("Ada Admin").state()).isEqualTo("active");
        assertShows("The only organization admin. Make somebody else one first.");
    }

    @Test
    void severalAreSuspendedAtOnceAndTheOthersAreLeftAlone() {
        open("people");
        @SuppressWarnings("unchecked")
        Grid<Member> grid = the(Grid.class, "people-table");
        rows().stream()
                .filter(one -> List.of("Tess Lead", "Fin Ance", "Sol Former").contains(one.name()))
                .forEach(grid::select);
        assertShows("3 selected");
        click("bulk-suspend");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(house.members)
                .filteredOn(one -> one.state().equals("suspended"))
                .extracting(Member::name)
                .containsExactlyInAnyOrder("Tess Lead", "Fin Ance", "Sol Former");
    }

    @Test
    void saysWhySomebodyMayWithTheGrantsAndThatSomebodyElseMayNot() {
        open("people/" + person("Tess Lead").id());
        choose("key.write");
        click("why-ask");
        assertShows("No, Tess Lead may not issue, change and revoke everybody's keys in the organization itself");
        the(PlaceChoice.class, "why-where")
                .setValue(
                        new PlaceChoice.Place("team Research", unit("Research").id(), null, null));
        click("why-ask");
        assertShows("Yes, Tess Lead may issue, change and revoke everybody's keys in team Research, by:");
        assertShows("Team admin over Research");
    }

    @SuppressWarnings("unchecked")
    private void choose(String action) {
        ComboBox<RoleAction> field = the(ComboBox.class, "why-action");
        field.setValue(house.controlPlane().roles().actions(dev.bursar.adminui.fake.FakeHouse.ACME).stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void grantsARoleOverATeamAndTakesItAgain() {
        Member olli = person("Olli Auditor");
        open("people/" + olli.id());
        click("grant-role");
        the(UnitChoice.class, "grant-over").setValue(unit("Vision"));
        the(RoleChoice.class, "grant-role").setValue(role("instructor"));
        click("grant-form-submit");
        RoleGrant made = house.grants.getFirst();
        assertThat(made.holderId()).isEqualTo(olli.id());
        assertThat(made.unitName()).isEqualTo("Vision");
        assertShows("Instructor over Vision");
        click("revoke-grant");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(house.grants).doesNotContain(made);
    }

    @Test
    void offersOnlyRolesThatTheReaderHoldsThere() {
        house.roleOver = unit("Research").id();
        signedInAs("team_admin");
        open("people/" + person("Tess Lead").id());
        click("grant-role");
        RoleChoice roles = the(RoleChoice.class, "grant-role");
        roles.offerOver(unit("Vision").id());
        assertThat(offered(roles))
                .contains("team_admin", "member", "instructor")
                .doesNotContain("auditor", "finance");
        roles.offerOver(null);
        assertThat(offered(roles)).doesNotContain("team_admin", "instructor");
    }

    private static List<String> offered(RoleChoice roles) {
        return roles.getListDataView().getItems().map(Role::name).toList();
    }

    @Test
    void aTeamAdminSeesTheirTeamAndNoButtonOverTheOrganization() {
        house.roleOver = unit("Research").id();
        signedInAs("team_admin");
        open("people");
        assertThat(rows())
                .extracting(Member::name)
                .contains("Tess Lead", "Sol Former")
                .doesNotContain("Olli Auditor");
        open("people/" + person("Tess Lead").id());
        assertThat(maybe(Button.class, "suspend-person")).isEmpty();
        assertThat(maybe(Button.class, "revoke-grant")).isPresent();
        open("people/" + person("Olli Auditor").id());
        assertShows("There is no such page");
    }

    @Test
    void sortsAtTheControlPlaneAndKeepsTheOrderInTheAddress() {
        open("people?sort=-name&state=active");
        assertThat(rows()).extracting(Member::name).startsWith("Tess Lead", "Olli Auditor");
        Grid<Member> grid = grid();
        grid.sort(GridSortOrder.asc(grid.getColumnByKey("lastActive")).build());
        roundTrip();
        assertThat(rows()).extracting(Member::name).startsWith("Olli Auditor").endsWith("Ada Admin");
        assertThat(the(ListFilter.class, "list-filter").address().getPathWithQueryParameters())
                .contains("sort=lastActive", "state=active");
        grid.sort(List.of());
        roundTrip();
        assertThat(the(ListFilter.class, "list-filter").address().getPathWithQueryParameters())
                .doesNotContain("sort=");
    }

    @Test
    void showsTheGroupsOfAPersonWithTheRolesThatTheyBring() {
        open("people/" + person("Tess Lead").id());
        assertShows("Researchers Provisioned by SCIM Brings Member over Vision");
        open("people/groups");
        assertShows("Researchers");
        open("people/groups/" + house.groups.getFirst().id());
        assertShows("Tess Lead");
        assertShows("Member over Vision");
        signedInAs("member");
        house.groupMembers.put(house.groups.getFirst().id(), Set.of(FakeHouse.ADA));
        open("profile");
        assertShows("Researchers Provisioned by SCIM");
    }

    @Test
    void grantsARoleToAGroupAndItsPeopleHoldIt() {
        open("people/groups/" + house.groups.getFirst().id());
        click("grant-role");
        the(UnitChoice.class, "grant-over").setValue(unit("Research"));
        the(RoleChoice.class, "grant-role").setValue(role("instructor"));
        assertThat(the(Paragraph.class, "grant-form-preview").getText()).contains("for everybody in the group");
        click("grant-form-submit");
        assertThat(house.grants.getFirst().holder()).isEqualTo("group");
        open("people/" + person("Ivy Instructor").id());
        assertShows("Instructor over Research");
        assertShows("Through the group Researchers");
    }

    @Test
    void tellsWhatHappenedToAPersonWithTheirRoles() {
        Member olli = person("Olli Auditor");
        open("people/" + olli.id());
        click("grant-role");
        the(RoleChoice.class, "grant-role").setValue(role("finance"));
        click("grant-form-submit");
        assertThat(history()).contains("Role granted");
        click("revoke-grant");
        test(find(ConfirmDialog.class).single()).confirm();
        click("suspend-person");
        test(find(ConfirmDialog.class).all().getLast()).confirm();
        assertThat(history()).contains("Role revoked", "Member suspended");
        assertThat(history()).doesNotContain("Tess");
    }

    private String history() {
        return the(Panel.class, "person-history").getElement().getTextRecursively();
    }

    @SuppressWarnings("unchecked")
    private Grid<Member> grid() {
        return the(Grid.class, "people-table");
    }

    private Member person(String name) {
        return house.members.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Unit unit(String name) {
        return house.units.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Role role(String name) {
        return house.controlPlane().roles().list(dev.bursar.adminui.fake.FakeHouse.ACME).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
