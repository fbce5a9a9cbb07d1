package dev.bursar.adminui.machine;

import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.machine.CreateServiceAccount;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.UpdateServiceAccount;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import org.jspecify.annotations.Nullable;

/** Makes a service account, or changes its name and description. */
final class AccountForm {
    private static final int LONGEST_DESCRIPTION = 1000;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final @Nullable ServiceAccount before;
    private final Runnable done;
    private final Retries retries = new Retries();
    private final Form form;
    private final TextField name = Fields.name("Name", "account-name");
    private final TextArea description = Fields.words("What it is for", "account-description", LONGEST_DESCRIPTION);

    private AccountForm(
            ControlPlane controlPlane, Workspace workspace, @Nullable ServiceAccount before, Runnable done) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.before = before;
        this.done = done;
        this.form = before == null
                ? new Form("Create a service account", "Create", "account-form", this::save)
                : new Form("Edit " + before.name(), "Save", "account-form", this::save);
    }

    static AccountForm create(ControlPlane controlPlane, Workspace workspace, Runnable done) {
        return new AccountForm(controlPlane, workspace, null, done);
    }

    static AccountForm edit(ControlPlane controlPlane, Workspace workspace, ServiceAccount account, Runnable done) {
        return new AccountForm(controlPlane, workspace, account, done);
    }

    void open() {
        name.setPlaceholder("deploy");
        if (before == null) {
            form.preview("It may do nothing until it is granted a role.");
        } else {
            name.setValue(before.name());
            description.setValue(before.description());
        }
        form.fields(name, description);
        form.errors().at("name", name).at("description", description);
        form.open();
        name.focus();
    }

    private void save() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        if (before == null) {
            create();
        } else {
            controlPlane
                    .serviceAccounts()
                    .update(
                            workspace.organizationId(),
                            before.id(),
                            ControlPlane.tag(before.version()),
                            new UpdateServiceAccount(
                                    name.getValue().strip(),
                                    description.getValue().strip(),
                                    null));
            form.close();
            done.run();
            Notices.done("Saved.");
        }
    }

    private void create() {
        CreateServiceAccount request = new CreateServiceAccount(
                name.getValue().strip(), description.getValue().strip());
        ServiceAccount made = ControlPlane.body(
                controlPlane.serviceAccounts().create(workspace.organizationId(), retries.keyFor(request), request));
        form.close();
        done.run();
        Notices.done(made.name() + " is there. Grant it a role, then issue a key.");
        Paths.open(Paths.serviceAccount(workspace.slug(), made.id()));
    }
}
