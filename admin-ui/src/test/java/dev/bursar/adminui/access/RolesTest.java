package dev.bursar.adminui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleAction;
import dev.bursar.adminui.ConsoleTest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesTest extends ConsoleTest {
    @Test
    void explainsBuiltInRolesAndWhoHoldsThem() {
        open("people/roles");
        assertShows("Sees everything and changes nothing.");
        open("people/roles/team_admin");
        assertShows("Runs a team: its people, keys and budgets.");
        assertShows("Invite people");
        assertShows("2 people have this role");
        assertShows("Tess Lead Research");
        assertThat(maybe(Button.class, "edit-role")).isEmpty();
    }

    @Test
    void makesACustomRoleOfWhatIsTicked() {
        open("people/roles");
        click("create-role");
        test(the(TextField.class, "role-name")).setValue("Reader of usage");
        tick("role-group-usage", "usage.read");
        click("role-form-submit");
        Role made = house.roles.getLast();
        assertThat(made.name()).isEqualTo("Reader of usage");
        assertThat(made.actions()).containsExactly("usage.read");
    }

    @SuppressWarnings("unchecked")
    private void tick(String group, String action) {
        CheckboxGroup<RoleAction> field = the(CheckboxGroup.class, group);
        Set<RoleAction> ticked = new HashSet<>(field.getValue());
        field.getListDataView()
                .getItems()
                .filter(one -> one.action().equals(action))
                .forEach(ticked::add);
        field.setValue(ticked);
    }

    @Test
    void saysWhomAChangeReachesBeforeItIsSaved() {
        open("people/roles/" + house.roles.getFirst().id());
        click("edit-role");
        tick("role-group-keys", "key.read");
        assertThat(the(Paragraph.class, "role-form-preview").getText())
                .contains("It changes at once for Fin Ance.")
                .contains("They gain: see everybody's keys.");
        click("role-form-submit");
        assertThat(house.roles.getFirst().actions()).contains("key.read");
    }

    @Test
    void deletesARoleOnlyWhenNobodyHoldsIt() {
        Role role = house.roles.getFirst();
        open("people/roles/" + role.id());
        click("delete-role");
        assertThat(find(ConfirmDialog.class).all()).isEmpty();
        assertShows("Take it from them first");
        house.grants.removeIf(grant -> Objects.equals(grant.roleId(), role.id()));
        open("people/roles");
        open("people/roles/" + role.id());
        click("delete-role");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(house.roles).isEmpty();
    }
}
