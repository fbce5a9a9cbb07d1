package dev.bursar.adminui.sso;

import com.vaadin.flow.component.checkbox.Checkbox;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoImpact;
import dev.bursar.adminapi.sso.UpdateSsoConnection;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.RefusedException;

/** Changes a connection. What may break sign-in is asked about while people sign in through it. */
final class EditForm {
    private final Deed deed;
    private final SsoConnection connection;
    private final boolean oidc;
    private final Form form = new Form("Edit the provider", "Save", "edit-sso-form", () -> save(false));
    private final ProviderFields fields = new ProviderFields();
    private final Checkbox again = Fields.tested(new Checkbox("Read its metadata again now"), "sso-read-again");

    EditForm(Deed deed, SsoConnection connection) {
        this.deed = deed;
        this.connection = connection;
        this.oidc = connection.kind().equals("oidc");
    }

    void open() {
        fields.shape(oidc);
        fields.name.setValue(connection.name());
        fields.url.setValue(connection.metadataUrl());
        fields.clientId.setValue(connection.clientId());
        fields.secret.setPlaceholder("Stays as it is");
        fields.secret.setHelperText("Needed again if the provider's address changes.");
        fields.role.setValue(connection.defaultRole());
        fields.email.setValue(connection.emailAttribute());
        fields.firstName.setValue(connection.firstNameAttribute());
        fields.lastName.setValue(connection.lastNameAttribute());
        fields.groups.setValue(connection.groupsAttribute());
        fields.scopes.setValue(connection.scopes());
        again.setVisible(!connection.metadataUrl().isEmpty());
        form.fields(
                fields.name, fields.role, fields.url, again, fields.text, fields.clientId, fields.secret, fields.more);
        fields.show(form.errors());
        form.preview(
                connection.inUse()
                        ? "People sign in through it: if you change more than its name and role, you are asked once more."
                        : "It has to be tested again if you change more than its name and role.");
        form.open();
        fields.name.focus();
    }

    private void save(boolean confirmed) {
        if (!fields.checkNamed()) {
            return;
        }
        try {
            SsoConnection saved = ControlPlane.body(deed.controlPlane()
                    .sso()
                    .update(
                            deed.organizationId(),
                            connection.id(),
                            ControlPlane.tag(connection.version()),
                            request(confirmed)));
            form.close();
            Notices.done(
                    saved.state().equals("draft")
                            ? saved.name() + " is saved. Now sign in through it once."
                            : saved.name() + " is saved.");
            deed.again().run();
        } catch (RefusedException e) {
            if (!e.is("confirmation_needed")) {
                throw e;
            }
            confirm();
        }
    }

    private void confirm() {
        SsoImpact impact = deed.controlPlane().sso().impact(deed.organizationId(), connection.id());
        Confirm.danger("Change how people sign in?", Impacts.ofChange(impact), "Save", () -> {
            try {
                save(true);
            } catch (RefusedException e) {
                form.errors().show(e);
            } catch (ControlPlaneException e) {
                Notices.of(e);
            }
        });
    }

    private UpdateSsoConnection request(boolean confirmed) {
        String url = fields.url.getValue().strip();
        String text = fields.text.getValue();
        boolean read = again.getValue() || !url.equals(connection.metadataUrl());
        return new UpdateSsoConnection(
                fields.name.getValue().strip(),
                read && text.isBlank() ? ProviderFields.said(url) : null,
                ProviderFields.said(text),
                oidc ? ProviderFields.said(fields.clientId.getValue()) : null,
                oidc ? ProviderFields.said(fields.secret.getValue()) : null,
                oidc ? usual(fields.scopes.getValue(), "openid profile email") : null,
                usual(fields.groups.getValue(), "groups"),
                usual(fields.email.getValue(), "email"),
                usual(fields.firstName.getValue(), oidc ? "given_name" : "givenName"),
                usual(fields.lastName.getValue(), oidc ? "family_name" : "surname"),
                fields.role.getValue(),
                confirmed ? Boolean.TRUE : null);
    }

    /** Emptied: as the placeholder says. */
    private static String usual(String value, String usual) {
        return value.isBlank() ? usual : value.strip();
    }
}
