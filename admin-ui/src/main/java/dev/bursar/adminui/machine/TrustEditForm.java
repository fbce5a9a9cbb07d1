package dev.bursar.adminui.machine;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.machine.UpdateWorkloadTrust;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.UUID;

/** Which tokens of a workload's issuer are believed. Issuer and whom it stands for stay: that is another trust. */
final class TrustEditForm {
    private final ControlPlane controlPlane;
    private final UUID organizationId;
    private final WorkloadTrust trust;
    private final Runnable changed;
    private final Form form = new Form("Edit the trust", "Save", "trust-edit-form", this::save);
    private final TextField name = Fields.name("Name", "trust-name");
    private final TextField subject = Fields.name("Subject", "trust-subject");
    private final TextField audience = Fields.name("Audience", "trust-audience");

    TrustEditForm(ControlPlane controlPlane, UUID organizationId, WorkloadTrust trust, Runnable changed) {
        this.controlPlane = controlPlane;
        this.organizationId = organizationId;
        this.trust = trust;
        this.changed = changed;
    }

    void open() {
        name.setValue(trust.name());
        subject.setValue(trust.subjectPattern());
        subject.setHelperText("A star stands for any characters. Mind the slash: repo:acme/* and not repo:acme*.");
        audience.setValue(trust.audience());
        audience.setHelperText("What a token must be meant for: bursar:" + organizationId + " is yours alone.");
        form.fields(name, subject, audience);
        form.errors().at("name", name).at("subjectPattern", subject).at("audience", audience);
        form.preview(
                "Tokens that no longer match are refused: here from the next request on, on gateways within two seconds.");
        form.open();
        subject.focus();
    }

    private void save() {
        boolean named = Fields.checkNamed(name, "A name is needed.")
                & Fields.checkNamed(subject, "Which of the issuer's tokens?")
                & Fields.checkNamed(audience, "What is a token meant for?");
        if (!named) {
            return;
        }
        WorkloadTrust saved = ControlPlane.body(controlPlane
                .workloadTrusts()
                .update(
                        organizationId,
                        trust.id(),
                        ControlPlane.tag(trust.version()),
                        new UpdateWorkloadTrust(
                                name.getValue().strip(),
                                subject.getValue().strip(),
                                audience.getValue().strip(),
                                null)));
        form.close();
        changed.run();
        Notices.done(saved.name() + " is saved.");
    }
}
