package dev.bursar.adminui.organization;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.Locale;

/** The operator's word that a mail domain is an organization's, in place of a record. */
final class VouchForm {
    private final ControlPlane controlPlane;
    private final Organization organization;
    private final TextField domain = Fields.name("Domain", "vouch-domain-name");
    private final Form form = new Form("Vouch for a mail domain", "Vouch for it", "vouch-form", this::vouch);

    VouchForm(ControlPlane controlPlane, Organization organization) {
        this.controlPlane = controlPlane;
        this.organization = organization;
    }

    void open() {
        domain.setPlaceholder("example.org");
        form.fields(domain);
        form.errors().at("domain", domain);
        form.preview(organization.name()
                + " has added it on its own page for single sign-on. By your word it is theirs: its addresses lead to their"
                + " identity provider, and nobody else can prove it.");
        form.open();
        domain.focus();
    }

    private void vouch() {
        if (!Fields.checkNamed(domain, "Which one?")) {
            return;
        }
        String name = domain.getValue().strip().toLowerCase(Locale.ROOT);
        controlPlane.sso().vouch(organization.id(), name);
        form.close();
        Notices.done(name + " is " + organization.name() + "'s by your word.");
    }
}
