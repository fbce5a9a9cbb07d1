package dev.bursar.adminui.sso;

import com.vaadin.flow.component.select.Select;
import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;

/** Connects an identity provider by its metadata: an address, or its text. */
final class ConnectForm {
    private final Deed deed;
    private final Retries retries = new Retries();
    private final Form form = new Form("Connect a provider", "Connect", "connect-form", this::connect);
    private final Select<String> kind = Fields.tested(new Select<>(), "sso-kind");
    private final ProviderFields fields = new ProviderFields();

    ConnectForm(Deed deed) {
        this.deed = deed;
    }

    void open() {
        kind.setLabel("Kind");
        kind.setItems("oidc", "saml");
        kind.setItemLabelGenerator(one -> one.equals("oidc") ? "OpenID Connect" : "SAML 2.0");
        kind.setValue("oidc");
        kind.addValueChangeListener(change -> fields.shape(change.getValue().equals("oidc")));
        form.fields(
                kind, fields.name, fields.url, fields.text, fields.clientId, fields.secret, fields.role, fields.more);
        fields.show(form.errors());
        fields.shape(true);
        form.preview("Nobody is led there before you have signed in through it once.");
        form.open();
        fields.name.focus();
    }

    private void connect() {
        if (!fields.checkNamed()) {
            return;
        }
        boolean oidc = kind.getValue().equals("oidc");
        CreateSsoConnection request = new CreateSsoConnection(
                kind.getValue(),
                fields.name.getValue().strip(),
                ProviderFields.said(fields.url.getValue()),
                ProviderFields.said(fields.text.getValue()),
                oidc ? ProviderFields.said(fields.clientId.getValue()) : null,
                oidc ? ProviderFields.said(fields.secret.getValue()) : null,
                oidc ? ProviderFields.said(fields.scopes.getValue()) : null,
                ProviderFields.said(fields.groups.getValue()),
                ProviderFields.said(fields.email.getValue()),
                ProviderFields.said(fields.firstName.getValue()),
                ProviderFields.said(fields.lastName.getValue()),
                fields.role.getValue());
        deed.controlPlane().sso().connect(deed.organizationId(), retries.keyFor(request), request);
        form.close();
        Notices.done(request.name() + " is connected. Now sign in through it once.");
        deed.again().run();
    }
}
