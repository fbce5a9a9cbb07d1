package dev.bursar.adminui.profile;

import com.vaadin.flow.component.textfield.PasswordField;
import dev.bursar.adminapi.me.ChangePassword;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;

/** Another password, where the embedded issuer keeps it. */
final class PasswordForm {
    private static final int SHORTEST = 12;

    private final ControlPlane controlPlane;
    private final Form form = new Form("Change password", "Change password", "password-form", this::change);
    private final PasswordField current = field("Current password", "password-current");
    private final PasswordField wanted = field("New password", "password-new");
    private final PasswordField again = field("New password again", "password-again");

    PasswordForm(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    private static PasswordField field(String label, String test) {
        PasswordField field = Fields.tested(new PasswordField(label), test);
        field.setManualValidation(true);
        field.setRequiredIndicatorVisible(true);
        return field;
    }

    void open() {
        current.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.CURRENT_PASSWORD);
        wanted.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
        again.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.NEW_PASSWORD);
        wanted.setHelperText("At least " + SHORTEST + " characters, any of them: a sentence is good.");
        form.fields(current, wanted, again);
        form.errors().at("currentPassword", current).at("newPassword", wanted);
        form.preview("Your other sign-ins end with it.");
        form.open();
        current.focus();
    }

    private static boolean check(PasswordField field, boolean fine, String message) {
        field.setErrorMessage(message);
        field.setInvalid(!fine);
        return fine;
    }

    private void change() {
        if (!(check(current, !current.getValue().isEmpty(), "It is needed again.")
                & check(wanted, wanted.getValue().length() >= SHORTEST, "At least " + SHORTEST + " characters.")
                & check(again, again.getValue().equals(wanted.getValue()), "The two are not the same."))) {
            return;
        }
        try {
            controlPlane.password().change(new ChangePassword(current.getValue(), wanted.getValue()));
        } catch (RefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            form.close();
            Notices.failed("Your identity provider keeps your password: change it there.");
            return;
        }
        form.close();
        Notices.done("Your password is changed, and your other sign-ins are ended.");
    }
}
