package dev.bursar.adminui.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.fake.FakeHouse;
import org.junit.jupiter.api.Test;

class KeyPageTest extends ConsoleTest {
    @Test
    void revokesAfterNamingTheConsequence() {
        Key key = house.keys.getFirst();
        open("keys/" + key.id());
        assertShows("$12.40 of $50.00");
        click("revoke-key");
        ConfirmDialog confirm = find(ConfirmDialog.class).single();
        assertThat(confirm.getElement().getProperty("message"))
                .contains("refused on all gateways")
                .contains("$12.40");
        test(confirm).confirm();

        assertThat(house.keys.getFirst().state()).isEqualTo("revoked");
        assertShows("Revoked");
        assertThat(maybe(Button.class, "revoke-key")).isEmpty();
    }

    @Test
    void disablesAndEnablesWithoutAsking() {
        open("keys/" + house.keys.getFirst().id());
        click("disable-key");
        assertThat(house.keys.getFirst().state()).isEqualTo("disabled");
        click("enable-key");
        assertThat(house.keys.getFirst().state()).isEqualTo("active");
    }

    @Test
    void savesNothingOverSomebodyElsesChange() {
        Key key = house.keys.getFirst();
        open("keys/" + key.id());
        click("edit-key");
        test(the(TextField.class, "key-name")).setValue("Mine");
        house.controlPlane().keys().update(FakeHouse.ACME, key.id(), null, UpdateKey.name("Theirs"));
        click("edit-key-form-submit");

        assertThat(house.keys.getFirst().name()).isEqualTo("Theirs");
        assertShows("Somebody else changed this key meanwhile");
    }

    @Test
    void takesTheLastDayAwayAndMovesTheKeyOutOfItsUnit() {
        Key key = house.keys.get(4);
        assertThat(key.expiresAt()).isNotNull();
        open("keys/" + key.id());
        assertShows("CS-101 Autumn");
        click("edit-key");
        the(DatePicker.class, "key-expiry").clear();
        the(UnitChoice.class, "key-unit").clear();
        click("edit-key-form-submit");
        assertThat(house.keys.get(4).expiresAt()).isNull();
        assertThat(house.keys.get(4).unitId()).isNull();
        assertShows("No team, project or class");
    }

    @Test
    void showsTheBudgetsAboveAKeyFromTheOrganizationDown() {
        open("keys/" + house.keys.getFirst().id());
        assertThat(page().replaceAll("\\s+", " "))
                .containsSubsequence("Everything", "Research, monthly", "Vision, monthly");
    }

    @Test
    void saysNotFoundForAKeyThatIsNot() {
        open("keys/0195f000-0000-7000-8000-00000000ffff");
        assertShows("There is no such page");
        open("keys/not-an-id");
        assertShows("There is no such page");
    }
}
