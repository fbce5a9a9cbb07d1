package dev.bursar.adminui.catalog;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.catalog.CatalogHost;
import dev.bursar.adminapi.catalog.ConnectProvider;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Two things matter: which host, and its credential. */
final class ConnectProviderForm {
    private static final int MOST_OFFERED = 200;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable connected;
    private final Retries retries = new Retries();

    private final Form form = new Form("Connect a provider", "Connect", "connect-provider-form", this::connect);
    private final ComboBox<CatalogHost> host = Fields.tested(new ComboBox<>("Host"), "provider-host");
    private final PasswordField credential = Fields.tested(new PasswordField("Credential"), "provider-credential");
    private final TextField name = Fields.name("Name", "provider-name");
    private final TextField slug = Fields.name("First part of its models' names", "provider-slug");
    private final TextField baseUrl = Fields.tested(new TextField("Base URL"), "provider-base-url");
    private final MultiSelectComboBox<String> models =
            Fields.tested(new MultiSelectComboBox<>("Models"), "provider-models");
    private final Select<String> paidBy = Fields.tested(new Select<>(), "provider-paid-by");
    private final Checkbox privateNetwork =
            Fields.tested(new Checkbox("It is at a private address"), "provider-private");

    ConnectProviderForm(ControlPlane controlPlane, Workspace workspace, Runnable connected) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.connected = connected;
    }

    void open() {
        host.setItemLabelGenerator(CatalogHost::host);
        host.setPlaceholder("openai, anthropic, groq, …");
        host.setClearButtonVisible(true);
        host.setHelperText("Prices and models come from the catalog. Leave it empty for a host of your own.");
        host.setItems(query -> offered(query.getFilter().orElse("")).stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
        host.addValueChangeListener(change -> take(change.getValue()));
        credential.setRevealButtonVisible(true);
        credential.setHelperText("The provider's API key. It is encrypted, and never shown again.");
        credential.getElement().setAttribute("autocomplete", "off");
        baseUrl.setHelperText("Ends before /chat/completions.");
        models.setAllowCustomValue(true);
        models.setPlaceholder("All that have a price");
        models.setHelperText("Names as the host has them; Enter adds one.");
        models.addCustomValueSetListener(typed -> addModel(typed.getDetail().strip()));
        models.setWidthFull();
        paidBy.setLabel("Who pays the provider");
        paidBy.setItems("platform", "organization");
        paidBy.setItemLabelGenerator(PaidBy::label);
        paidBy.setValue("platform");
        paidBy.setHelperText("On its own contract the organization's prepaid credits bear only the fee.");
        paidBy.setWidthFull();
        Div more = new Div(baseUrl, models, paidBy);
        if (workspace.may(Action.CONNECT_PRIVATE_PROVIDERS)) {
            more.add(privateNetwork);
        }
        more.addClassName("form-fields");
        Div names = new Div(name, slug);
        names.addClassName("form-pair");
        form.fields(host, credential, names, new Details("More", more));
        form.errors()
                .at("catalogHost", host)
                .at("credential", credential)
                .at("name", name)
                .at("slug", slug)
                .at("baseUrl", baseUrl)
                .at("paidBy", paidBy)
                .at("models", models);
        slug.addValueChangeListener(change -> preview());
        host.addValueChangeListener(change -> preview());
        models.addValueChangeListener(change -> preview());
        form.open();
        host.focus();
    }

    private List<CatalogHost> offered(String search) {
        return controlPlane
                .catalog()
                .hosts(workspace.organizationId(), search.isBlank() ? null : search, null, MOST_OFFERED)
                .items();
    }

    private void take(CatalogHost chosen) {
        if (chosen == null) {
            baseUrl.setPlaceholder("https://…");
            return;
        }
        baseUrl.setPlaceholder(chosen.baseUrl());
        if (name.isEmpty()) {
            name.setValue(Words.sentence(chosen.host()));
        }
        if (slug.isEmpty()) {
            slug.setValue(chosen.host());
        }
    }

    private void addModel(String typed) {
        Set<String> value = new LinkedHashSet<>(models.getValue());
        value.add(typed);
        models.setItems(value);
        models.setValue(value);
    }

    private void preview() {
        CatalogHost chosen = host.getValue();
        if (slug.isEmpty()) {
            form.preview("");
            return;
        }
        String which = !models.isEmpty()
                ? Words.plural(models.getValue().size(), "model", "models")
                : chosen == null
                        ? "no model yet: add its models afterwards"
                        : "up to " + Words.plural(chosen.models(), "model", "models") + " with today's prices";
        form.preview("Adds " + which + ". Clients call them as " + slug.getValue() + "/<model>.");
    }

    private void connect() {
        boolean fine = Fields.checkNamed(name, "A name is needed.")
                & Fields.checkNamed(slug, "Lower-case letters, digits, dots and dashes.")
                & checkAddress();
        if (!fine) {
            return;
        }
        CatalogHost chosen = host.getValue();
        ConnectProvider request = new ConnectProvider(
                name.getValue().strip(),
                slug.getValue().strip(),
                baseUrl.isEmpty() ? null : baseUrl.getValue().strip(),
                credential.isEmpty() ? null : credential.getValue().strip(),
                chosen == null ? null : chosen.host(),
                models.isEmpty() ? null : List.copyOf(models.getValue()),
                privateNetwork.getValue() ? true : null,
                paidBy.getValue());
        Provider provider = ControlPlane.body(
                controlPlane.catalog().connect(workspace.organizationId(), retries.keyFor(request), request));
        form.close();
        connected.run();
        Notices.done(
                provider.name() + " is connected with " + Words.plural(provider.models(), "model", "models") + ".");
    }

    private boolean checkAddress() {
        CatalogHost chosen = host.getValue();
        boolean known = !baseUrl.isEmpty()
                || (chosen != null
                        && !Objects.requireNonNullElse(chosen.baseUrl(), "").isEmpty());
        baseUrl.setErrorMessage("An address is needed: the catalog knows none for this host.");
        baseUrl.setInvalid(!known);
        if (!known) {
            Notices.failed("Under \"More\", say at which address the host is.");
        }
        return known;
    }
}
