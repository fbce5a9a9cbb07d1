package dev.bursar.adminui.key;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.key.IssueKey;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminui.ConsoleProperties;
import dev.bursar.adminui.component.Dollars;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.ModelPicker;
import dev.bursar.adminui.component.PeriodSelect;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import org.springframework.stereotype.Component;

/** Two fields that matter, the rest under "More". */
final class IssueKeyForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final IssuedKeyDialog.Factory issuedDialogs;
    private final Runnable issued;
    private final Retries retries = new Retries();

    private final Form form = new Form("Issue a key", "Issue key", "issue-key-form", this::issue);
    private final TextField name = Fields.name("Name", "key-name");
    private final Dollars cap = Fields.tested(new Dollars("Cap"), "key-cap");
    private final PeriodSelect period = Fields.tested(new PeriodSelect("Cap begins anew", "lifetime"), "key-period");
    private final ModelPicker models = Fields.tested(new ModelPicker("Models"), "key-models");
    private final DatePicker expiry = Fields.lastDay("Works until the end of", "key-expiry");
    private final UnitChoice unit = Fields.tested(new UnitChoice("Charged to"), "key-unit");
    private final Select<String> environment = Fields.tested(new Select<>(), "key-environment");

    private IssueKeyForm(
            ControlPlane controlPlane, Workspace workspace, IssuedKeyDialog.Factory issuedDialogs, Runnable issued) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.issuedDialogs = issuedDialogs;
        this.issued = issued;
    }

    private IssueKeyForm laidOut() {
        name.setPlaceholder("Who or what will use it");
        name.setAutofocus(true);
        cap.setHelperText("Calls are refused before it would be exceeded. Leave it empty for no cap of its own.");
        environment.setLabel("Environment");
        environment.setItems("live", "test");
        environment.setItemLabelGenerator(one -> one.equals("live") ? "Live" : "Test");
        environment.setValue("live");
        Div more = new Div(period, expiry, environment);
        more.addClassName("form-pair");
        Div fields = new Div(more);
        if (workspace.may(Action.READ_MODELS)) {
            models.offer(controlPlane, workspace.organizationId(), java.util.List.of());
            models.setWidthFull();
            fields.addComponentAsFirst(models);
        }
        unit.offer(controlPlane, workspace.organizationId());
        unit.setWidthFull();
        unit.setHelperText("A team, project or class: its budgets limit the key too.");
        fields.addComponentAsFirst(unit);
        fields.addClassName("form-fields");
        Details details = new Details("More", fields);
        details.getElement().setAttribute("data-test", "key-more");
        form.fields(name, cap, details);
        form.errors()
                .at("name", name)
                .at("capUsd", cap)
                .at("capPeriod", period)
                .at("models", models)
                .at("expiresAt", expiry)
                .at("unitId", unit)
                .at("environment", environment);
        cap.addValueChangeListener(change -> cap.check(false));
        name.addValueChangeListener(change -> preview());
        cap.addValueChangeListener(change -> preview());
        period.addValueChangeListener(change -> preview());
        models.addValueChangeListener(change -> preview());
        expiry.addValueChangeListener(change -> preview());
        preview();
        return this;
    }

    void open() {
        form.open();
        name.focus();
    }

    private void preview() {
        form.preview(KeyPreview.sentence(
                name.getValue(), cap.amount().orElse(null), period.getValue(), models.patterns(), expiry.getValue()));
    }

    private void issue() {
        boolean named = Fields.checkNamed(name, "A name is needed, so that others know whose key it is.");
        if (!cap.check(false) || !named) {
            return;
        }
        IssueKey request = new IssueKey(
                name.getValue().strip(),
                models.patterns(),
                cap.text().isEmpty() ? null : cap.text(),
                cap.text().isEmpty() ? null : period.getValue(),
                Fields.endOf(expiry.getValue()),
                environment.getValue(),
                null,
                unit.getValue() == null ? null : unit.getValue().id());
        IssuedKey key = ControlPlane.body(
                controlPlane.keys().issue(workspace.organizationId(), retries.keyFor(request), request));
        form.close();
        issued.run();
        issuedDialogs.open(workspace, key);
    }

    /** Makes forms. */
    @Component
    static final class Factory {
        private final ControlPlane controlPlane;
        private final IssuedKeyDialog.Factory issuedDialogs;

        Factory(ControlPlane controlPlane, ConsoleProperties properties) {
            this.controlPlane = controlPlane;
            this.issuedDialogs = new IssuedKeyDialog.Factory(controlPlane, properties);
        }

        IssueKeyForm create(Workspace workspace, Runnable issued) {
            return new IssueKeyForm(controlPlane, workspace, issuedDialogs, issued).laidOut();
        }
    }
}
