package dev.bursar.adminui.sso;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminui.component.FieldErrors;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of an identity provider, when it is connected and when that is changed. */
final class ProviderFields {
    private static final int LONGEST = 200_000;
    private static final List<String> ROLES = List.of("member", "instructor", "team_admin", "finance", "auditor");

    final TextField name = Fields.name("Name", "sso-name");
    final TextField url = Fields.tested(new TextField("Discovery address"), "sso-url");
    final TextArea text = Fields.words("Or its text", "sso-text", LONGEST);
    final TextField clientId = Fields.tested(new TextField("Client id"), "sso-client-id");
    final PasswordField secret = Fields.tested(new PasswordField("Client secret"), "sso-client-secret");
    final Select<String> role = Fields.tested(new Select<>(), "sso-default-role");
    final TextField groups = Fields.tested(new TextField("Groups are in"), "sso-groups-attribute");
    final TextField email = Fields.tested(new TextField("E-mail address is in"), "sso-email-attribute");
    final TextField firstName = Fields.tested(new TextField("Given name is in"), "sso-first-name-attribute");
    final TextField lastName = Fields.tested(new TextField("Surname is in"), "sso-last-name-attribute");
    final TextField scopes = Fields.tested(new TextField("Scopes"), "sso-scopes");
    final Details more = Fields.tested(new Details("Attributes"), "sso-attributes");

    ProviderFields() {
        name.setPlaceholder("Company login");
        secret.setAutocomplete(Autocomplete.OFF);
        role.setLabel("Who joins through it is");
        role.setItems(ROLES);
        role.setItemLabelGenerator(one -> Words.sentence(one.replace('_', ' ')));
        role.setValue(ROLES.getFirst());
        Div attributes = new Div(email, firstName, lastName, groups, scopes);
        attributes.addClassName("form-fields");
        more.add(attributes);
    }

    /** As the kind calls things, with what applies where nothing is entered. */
    void shape(boolean oidc) {
        url.setLabel(oidc ? "Discovery address" : "Metadata address");
        url.setPlaceholder(oidc ? "https://login.example.org" : "https://login.example.org/metadata.xml");
        clientId.setVisible(oidc);
        secret.setVisible(oidc);
        scopes.setVisible(oidc);
        more.setSummaryText(oidc ? "Claims and scopes" : "Attributes");
        email.setPlaceholder("email");
        firstName.setPlaceholder(oidc ? "given_name" : "givenName");
        lastName.setPlaceholder(oidc ? "family_name" : "surname");
        groups.setPlaceholder("groups");
        scopes.setPlaceholder("openid profile email");
    }

    void show(FieldErrors errors) {
        errors.at("name", name)
                .at("metadataUrl", url)
                .at("metadata", text)
                .at("clientId", clientId)
                .at("clientSecret", secret)
                .at("scopes", scopes)
                .at("groupsAttribute", groups)
                .at("emailAttribute", email)
                .at("firstNameAttribute", firstName)
                .at("lastNameAttribute", lastName)
                .at("defaultRole", role);
    }

    boolean checkNamed() {
        return Fields.checkNamed(name, "A name is needed: people see it.");
    }

    static @Nullable String said(String value) {
        return value.isBlank() ? null : value.strip();
    }
}
