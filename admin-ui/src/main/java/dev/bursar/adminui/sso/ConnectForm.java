package dev.bursar.adminui.sso;

import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.sso.CreateSsoConnection;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import org.jspecify.annotations.Nullable;

/** Connects an identity provider by its metadata: an address, or its text. */
final class ConnectForm {
    private static final int LONGEST = 200_000;

    private final Deed deed;
    private final Retries retries = new Retries();
    private final Form form = new Form("Connect a provider", "Connect", "connect-form", this::connect);
    private final Select<String> kind = Fields.tested(new Select<>(), "sso-kind");
    private final TextField name = Fields.name("Name", "sso-name");
    private final TextField url = Fields.tested(new TextField("Discovery address"), "sso-url");
    private final TextArea text = Fields.words("Or its text", "sso-text", LONGEST);
    private final TextField clientId = Fields.tested(new TextField("Client id"), "sso-client-id");
    private final PasswordField secret = Fields.tested(new PasswordField("Client secret"), "sso-client-secret");
    private final TextField groups = Fields.tested(new TextField("Groups are in"), "sso-groups-attribute");
    private final Select<String> role = Fields.tested(new Select<>(), "sso-default-role");

    ConnectForm(Deed deed) {
        this.deed = deed;
    }

    void open() {
        kind.setLabel("Kind");
        kind.setItems("oidc", "saml");
        kind.setItemLabelGenerator(one -> one.equals("oidc") ? "OpenID Connect" : "SAML 2.0");
        kind.setValue("oidc");
        kind.addValueChangeListener(change -> shape(change.getValue()));
        name.setPlaceholder("Company login");
        groups.setPlaceholder("groups");
        secret.setAutocomplete(Autocomplete.OFF);
        role.setLabel("Who joins through it is");
        role.setItems("member", "instructor", "team_admin", "finance", "auditor");
        role.setItemLabelGenerator(one -> Words.sentence(one.replace('_', ' ')));
        role.setValue("member");
        form.fields(kind, name, url, text, clientId, secret, groups, role);
        form.errors()
                .at("name", name)
                .at("metadataUrl", url)
                .at("metadata", text)
                .at("clientId", clientId)
                .at("clientSecret", secret)
                .at("groupsAttribute", groups)
                .at("defaultRole", role);
        shape("oidc");
        form.open();
        name.focus();
    }

    private void shape(String chosen) {
        boolean oidc = chosen.equals("oidc");
        url.setLabel(oidc ? "Discovery address" : "Metadata address");
        url.setPlaceholder(oidc ? "https://login.example.org" : "https://login.example.org/metadata.xml");
        clientId.setVisible(oidc);
        secret.setVisible(oidc);
        form.preview("Nobody is led there before you have signed in through it once.");
    }

    private void connect() {
        if (!Fields.checkNamed(name, "A name is needed: people see it.")) {
            return;
        }
        boolean oidc = kind.getValue().equals("oidc");
        CreateSsoConnection request = new CreateSsoConnection(
                kind.getValue(),
                name.getValue().strip(),
                said(url.getValue()),
                said(text.getValue()),
                oidc ? said(clientId.getValue()) : null,
                oidc ? said(secret.getValue()) : null,
                said(groups.getValue()),
                null,
                null,
                null,
                role.getValue());
        deed.controlPlane().sso().connect(deed.organizationId(), retries.keyFor(request), request);
        form.close();
        Notices.done(request.name() + " is connected. Now sign in through it once.");
        deed.again().run();
    }

    private static @Nullable String said(String value) {
        return value.isBlank() ? null : value.strip();
    }
}
