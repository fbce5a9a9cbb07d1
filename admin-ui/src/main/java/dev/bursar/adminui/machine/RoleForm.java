package dev.bursar.adminui.machine;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.access.CreateRoleGrant;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.UUID;

/** Grants a service account a role, over the organization or a unit's subtree. */
final class RoleForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final ServiceAccount account;
    private final Runnable changed;
    private final Form form = new Form("Grant a role", "Grant role", "account-role-form", this::grant);
    private final ComboBox<Role> role = Fields.tested(new ComboBox<>("Role"), "account-role");
    private final UnitChoice over = Fields.tested(new UnitChoice("Over"), "account-role-over");

    RoleForm(ControlPlane controlPlane, Workspace workspace, ServiceAccount account, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.account = account;
        this.changed = changed;
    }

    void open() {
        role.setItemLabelGenerator(one -> Words.sentence(one.name()));
        role.setItems(controlPlane.roles().list(workspace.organizationId()));
        role.setRequiredIndicatorVisible(true);
        role.setManualValidation(true);
        over.setPlaceholder("The whole organization");
        over.offer(controlPlane, workspace.organizationId());
        form.preview("You can give only what you hold there yourself.");
        form.fields(role, over);
        form.errors().at("role", role).at("roleId", role).at("unitId", over);
        form.open();
    }

    private void grant() {
        Role chosen = role.getValue();
        role.setErrorMessage("Which role?");
        role.setInvalid(chosen == null);
        if (chosen == null) {
            return;
        }
        Unit unit = over.getValue();
        UUID unitId = unit == null ? null : unit.id();
        String builtIn = chosen.id() == null ? chosen.name() : null;
        // What is granted already is answered as it is: a second try after a failure repeats nothing.
        controlPlane
                .grants()
                .create(
                        workspace.organizationId(),
                        null,
                        new CreateRoleGrant("service_account", account.id(), builtIn, chosen.id(), unitId));
        form.close();
        changed.run();
        Notices.done(account.name() + " has the role.");
    }
}
