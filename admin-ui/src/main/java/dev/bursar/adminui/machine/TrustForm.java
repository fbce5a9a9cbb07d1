package dev.bursar.adminui.machine;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.machine.CreateWorkloadTrust;
import dev.bursar.adminapi.machine.ServiceAccount;
import dev.bursar.adminapi.machine.WorkloadTrust;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose tokens are believed from now on, and whom they stand for. */
final class TrustForm {
    private static final int MOST_OFFERED = 100;

    /** A key or a service account: exactly one id. */
    private record Actor(
            String label, @Nullable UUID keyId, @Nullable UUID accountId) {}

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final @Nullable ServiceAccount account;
    private final Runnable created;
    private final Retries retries = new Retries();
    private final Form form = new Form("Trust a workload", "Trust it", "trust-form", this::create);
    private final TextField name = Fields.name("Name", "trust-name");
    private final TextField issuer = Fields.name("Issuer", "trust-issuer");
    private final TextField subject = Fields.name("Subject", "trust-subject");
    private final TextField audience = Fields.tested(new TextField("Audience"), "trust-audience");
    private final TextField jwks = Fields.tested(new TextField("Address of its keys"), "trust-jwks");
    private final ComboBox<Actor> actor = Fields.tested(new ComboBox<>("Acts as"), "trust-actor");

    /** @param account whom its tokens stand for; null: is asked */
    TrustForm(ControlPlane controlPlane, Workspace workspace, @Nullable ServiceAccount account, Runnable created) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.account = account;
        this.created = created;
    }

    void open() {
        name.setPlaceholder("shop on main");
        issuer.setPlaceholder("https://token.actions.githubusercontent.com");
        issuer.setHelperText("As it stands in its tokens.");
        subject.setPlaceholder("repo:acme/shop:ref:refs/heads/main");
        subject.setHelperText("A star stands for any characters. Mind the slash: repo:acme/* and not repo:acme*.");
        audience.setValue("bursar:" + workspace.organizationId());
        audience.setHelperText("What a token must be meant for. This one is yours alone.");
        jwks.setPlaceholder("The issuer's metadata says");
        Div more = new Div(audience, jwks);
        more.addClassName("form-fields");
        audience.setWidthFull();
        jwks.setWidthFull();
        form.fields(name, issuer, subject);
        if (account == null) {
            actor.setItemLabelGenerator(Actor::label);
            actor.setItems(actors());
            actor.setRequiredIndicatorVisible(true);
            actor.setManualValidation(true);
            form.fields(actor);
        } else {
            form.preview("Its tokens can do here all that " + account.name() + " may.");
        }
        form.fields(new Details("Audience and keys", more));
        form.errors()
                .at("name", name)
                .at("issuer", issuer)
                .at("subjectPattern", subject)
                .at("audience", audience)
                .at("jwksUri", jwks)
                .at("keyId", actor)
                .at("serviceAccountId", actor);
        form.open();
        name.focus();
    }

    private List<Actor> actors() {
        List<Actor> actors = new ArrayList<>();
        controlPlane
                .serviceAccounts()
                .list(workspace.organizationId(), "active", null, null, MOST_OFFERED)
                .items()
                .forEach(one -> actors.add(new Actor("Service account " + one.name(), null, one.id())));
        if (workspace.may(Action.WRITE_EVERY_KEY)) {
            controlPlane
                    .keys()
                    .list(workspace.organizationId(), "active", null, null, null, null, "name", null, MOST_OFFERED)
                    .items()
                    .forEach(one -> actors.add(new Actor("Key " + one.name() + " " + one.masked(), one.id(), null)));
        }
        return actors;
    }

    private void create() {
        boolean named = Fields.checkNamed(name, "A name is needed.")
                & Fields.checkNamed(issuer, "Who signs its tokens?")
                & Fields.checkNamed(subject, "Which of the issuer's tokens?");
        Actor chosen = account == null ? actor.getValue() : new Actor("", null, account.id());
        actor.setErrorMessage("Whom does it stand for?");
        actor.setInvalid(chosen == null);
        if (!named || chosen == null) {
            return;
        }
        CreateWorkloadTrust request = new CreateWorkloadTrust(
                name.getValue().strip(),
                issuer.getValue().strip(),
                jwks.isEmpty() ? null : jwks.getValue().strip(),
                audience.isEmpty() ? null : audience.getValue().strip(),
                subject.getValue().strip(),
                chosen.keyId(),
                chosen.accountId());
        WorkloadTrust made = ControlPlane.body(
                controlPlane.workloadTrusts().create(workspace.organizationId(), retries.keyFor(request), request));
        form.close();
        created.run();
        Notices.done(made.name() + " is trusted as soon as its issuer's keys are here, in a second or two.");
    }
}
