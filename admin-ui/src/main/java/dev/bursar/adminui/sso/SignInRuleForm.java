package dev.bursar.adminui.sso;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.adminapi.sso.SetSignInRule;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How often people sign in again; says whom that touches while the days are chosen. */
final class SignInRuleForm {
    private static final int USUAL = 90;
    private static final int LEAST = 7;
    private static final int MOST = 400;

    private final Deed deed;
    private final SsoConnection connection;
    private final Form form = new Form("Sign in again", "Set the rule", "sign-in-rule-form", this::save);
    private final IntegerField days = Fields.tested(new IntegerField("People sign in at least every"), "sign-in-days");

    SignInRuleForm(Deed deed, SsoConnection connection) {
        this.deed = deed;
        this.connection = connection;
    }

    void open() {
        days.setMin(LEAST);
        days.setMax(MOST);
        days.setStepButtonsVisible(true);
        days.setSuffixComponent(new Div("days"));
        days.setHelperText("7 to 400. Whoever stays away for longer is suspended, and their keys stop.");
        days.setValueChangeMode(ValueChangeMode.LAZY);
        days.setValue(Objects.requireNonNullElse(connection.signInWithinDays(), USUAL));
        days.addValueChangeListener(change -> preview());
        form.fields(days);
        form.errors().at("days", days);
        preview();
        form.open();
        days.focus();
    }

    private boolean isValid() {
        Integer value = days.getValue();
        return value != null && value >= LEAST && value <= MOST;
    }

    private void preview() {
        form.preview(
                isValid()
                        ? RuleImpacts.preview(deed.controlPlane()
                                .signInRules()
                                .impact(deed.organizationId(), connection.id(), days.getValue()))
                        : "");
    }

    private void save() {
        if (!isValid()) {
            days.setErrorMessage("7 to 400 days.");
            days.setInvalid(true);
            return;
        }
        set(deed, connection, days.getValue());
        form.close();
        Notices.done("Whoever does not sign in for " + days.getValue() + " days is suspended.");
        deed.again().run();
    }

    static void end(Deed deed, SsoConnection connection) {
        try {
            set(deed, connection, null);
            Notices.done("Nobody has to sign in again.");
        } catch (ControlPlaneException e) {
            Notices.of(e);
        }
        deed.again().run();
    }

    private static void set(Deed deed, SsoConnection connection, @Nullable Integer days) {
        deed.controlPlane()
                .signInRules()
                .set(
                        deed.organizationId(),
                        connection.id(),
                        ControlPlane.tag(connection.version()),
                        new SetSignInRule(days));
    }
}
