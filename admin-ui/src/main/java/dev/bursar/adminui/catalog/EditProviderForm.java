package dev.bursar.adminui.catalog;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.catalog.UpdateProvider;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;

/** Changes a provider's name, address or credential. */
final class EditProviderForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Provider provider;
    private final Runnable changed;

    private final Form form = new Form("Edit provider", "Save", "edit-provider-form", this::save);
    private final TextField name = Fields.name("Name", "provider-name");
    private final TextField baseUrl = Fields.name("Base URL", "provider-base-url");
    private final PasswordField credential = Fields.tested(new PasswordField("New credential"), "provider-credential");

    EditProviderForm(ControlPlane controlPlane, Workspace workspace, Provider provider, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.provider = provider;
        this.changed = changed;
    }

    void open() {
        name.setValue(provider.name());
        baseUrl.setValue(provider.baseUrl());
        baseUrl.addValueChangeListener(change -> form.preview(
                change.getValue().equals(provider.baseUrl())
                        ? ""
                        : "A new address needs the credential again, so that nobody can send it elsewhere."));
        credential.setPlaceholder("Unchanged");
        credential.getElement().setAttribute("autocomplete", "off");
        form.fields(name, baseUrl, credential);
        form.errors().at("name", name).at("baseUrl", baseUrl).at("credential", credential);
        form.open();
    }

    private void save() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        String address = baseUrl.getValue().strip();
        UpdateProvider request = new UpdateProvider(
                name.getValue().strip(),
                address.equals(provider.baseUrl()) ? null : address,
                credential.isEmpty() ? null : credential.getValue().strip());
        try {
            controlPlane
                    .catalog()
                    .updateProvider(
                            workspace.organizationId(), provider.id(), ControlPlane.tag(provider.version()), request);
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            form.close();
            changed.run();
            Notices.failed("Somebody else changed this provider meanwhile; nothing of yours was saved. Look at it as it"
                    + " is now and edit it again.");
            return;
        }
        form.close();
        changed.run();
        Notices.done("Saved.");
    }
}
