package dev.bursar.adminui.unit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.treegrid.TreeGrid;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.fake.FakeHouse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class TeamsTest extends ConsoleTest {
    @Autowired
    private ApplicationContext context;

    @Test
    void showsTheTreeAndFindsWithWhatItIsIn() {
        open("teams");
        assertThat(roots()).extracting(Unit::name).containsExactly("CS-101 Autumn", "Customer support", "Research");
        test(the(TextField.class, "teams-search")).setValue("paper");
        assertThat(roots()).extracting(Unit::name).containsExactly("Research");
        test(the(TextField.class, "teams-search")).setValue("no such");
        assertShows("Nothing matches");
    }

    @SuppressWarnings("unchecked")
    private List<Unit> roots() {
        return ((TreeGrid<Unit>) the(TreeGrid.class, "team-tree")).getTreeData().getRootItems();
    }

    @Test
    void createsATeam() {
        open("teams");
        click("create-team");
        test(the(TextField.class, "unit-name")).setValue("Platform");
        click("unit-form-submit");
        assertThat(house.units).extracting(Unit::name).contains("Platform");
        assertThat(roots()).extracting(Unit::name).contains("Platform");
    }

    @Test
    void movingSaysWhichBudgetsChangeBeforeItIsDone() {
        UnitActions actions = actions();
        actions.move(unit("Vision"), unit("Customer support"));
        ConfirmDialog confirm = find(ConfirmDialog.class).single();
        assertThat(confirm.getElement().getProperty("message"))
                .contains("1 working key moves with it.")
                .contains("no longer into Research, monthly of Research.")
                .contains("over what is above it now do");
        assertThat(unit("Vision").parentId()).isEqualTo(unit("Research").id());
        test(confirm).confirm();
        assertThat(unit("Vision").parentId()).isEqualTo(unit("Customer support").id());
    }

    private UnitActions actions() {
        open("teams/" + unit("Vision").id());
        return new UnitActions(house.controlPlane(), context.getBean(Workspace.class), () -> {});
    }

    @Test
    void aTeamNeverGoesIntoItself() {
        Units units = Units.read(house.controlPlane(), FakeHouse.ACME);
        assertThat(units.homesFor(unit("Research"))).extracting(Unit::name).containsExactly("Customer support");
    }

    @Test
    void archivingSaysWhatStandsInItsWay() {
        open("teams/" + unit("Research").id());
        click("archive-unit");
        assertShows("Archive what is in it first.");
        assertThat(maybe(Button.class, "impact-submit")).isEmpty();
    }

    @Test
    void deletesAnArchivedOneOnlyWithItsNameTyped() {
        Unit paper = unit("Paper 2026");
        open("teams/" + paper.id());
        click("archive-unit");
        click("impact-submit");
        assertThat(unit("Paper 2026").state()).isEqualTo("archived");
        click("delete-unit");
        assertThat(the(Button.class, "impact-submit").isEnabled()).isFalse();
        test(the(TextField.class, "impact-name")).setValue("Paper 2026");
        click("impact-submit");
        assertThat(house.units).extracting(Unit::name).doesNotContain("Paper 2026");
    }

    @Test
    void aTeamAdminSeesTheirTeamsKeysAndBudgetsAndNothingOfTheWholeOrganization() {
        house.roleOver = unit("Research").id();
        signedInAs("team_admin");
        open("teams");
        assertThat(roots()).extracting(Unit::name).containsExactly("Research");
        assertThat(maybe(Button.class, "create-team")).isEmpty();
        assertThat(find(SideNavItem.class).all().stream().map(SideNavItem::getLabel))
                .contains("Teams", "People", "Keys", "Budgets")
                .doesNotContain("Ledger", "Audit", "Providers", "Gateways", "Organizations", "Single sign-on");
        open("teams/" + unit("Vision").id());
        assertShows("Search assistant");
        assertThat(maybe(Button.class, "rename-unit")).isPresent();
        open("teams/" + unit("Research").id());
        assertThat(maybe(Button.class, "move-unit")).isEmpty();
        open("teams/" + unit("Customer support").id());
        assertShows("There is no such page");
        open("budgets");
        assertShows("Research, monthly");
        assertThat(page()).doesNotContain("of $500.00");
        open("keys/" + key("Search assistant"));
        assertThat(maybe(Button.class, "revoke-key")).isPresent();
    }

    private Object key(String name) {
        return house.keys.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Unit unit(String name) {
        return house.units.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
