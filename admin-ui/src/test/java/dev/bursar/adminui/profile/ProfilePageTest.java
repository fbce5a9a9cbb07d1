package dev.bursar.adminui.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.bursar.adminui.ConsoleTest;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.RefusedException;
import org.junit.jupiter.api.Test;

class ProfilePageTest extends ConsoleTest {
    @Test
    void showsRolesKeysAndSignInsOfOneself() {
        signedInAs("member");
        open("profile");
        assertShows("ada@acme.example");
        assertShows("Member over the whole organization");
        assertShows("Prototype");
        assertShows("203.0.113.7");
    }

    @Test
    void endsAllOtherSignInsAndKeepsThisOne() {
        open("profile");
        click("end-other-sessions");
        assertThat(house.sessions).filteredOn(one -> one.current()).allMatch(one -> one.endedAt() == null);
        assertThat(house.sessions).filteredOn(one -> !one.current()).allMatch(one -> one.endedAt() != null);
    }

    @Test
    void asksWhoSignedInLongAgoToDoSoAgainBeforeOtherSignInsEnd() {
        house.signedInLongAgo = true;
        open("profile");
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> click("end-other-sessions"));
        // As the session's error handler does.
        Notices.of(refused);
        ConfirmDialog asked = find(ConfirmDialog.class).single();
        assertThat(asked.getElement().getProperty("message"))
                .isEqualTo("You signed in more than 10 minutes ago. You come back to this page.");
        assertThat(house.sessions).filteredOn(one -> !one.current()).anyMatch(one -> one.endedAt() == null);
    }

    @Test
    void changesThePasswordAndSaysAtTheFieldWhatIsWrong() {
        open("profile");
        click("change-password");
        type("not it", "a much longer sentence");
        click("password-form-submit");
        assertThat(the(PasswordField.class, "password-current").isInvalid()).isTrue();
        type("correct horse battery", "a much longer sentence");
        click("password-form-submit");
        assertThat(house.password).isEqualTo("a much longer sentence");
    }

    private void type(String current, String wanted) {
        test(the(PasswordField.class, "password-current")).setValue(current);
        test(the(PasswordField.class, "password-new")).setValue(wanted);
        test(the(PasswordField.class, "password-again")).setValue(wanted);
    }
}
