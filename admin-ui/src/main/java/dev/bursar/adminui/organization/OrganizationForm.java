package dev.bursar.adminui.organization;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.organization.CreateOrganization;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Retries;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Locale;

/** Makes an organization; whoever makes it is its first administrator. */
final class OrganizationForm {
    private static final int LONGEST_SLUG = 63;

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private final Retries retries = new Retries();
    private final Form form =
            new Form("Create an organization", "Create organization", "organization-form", this::create);
    private final TextField name = Fields.name("Name", "new-organization-name");
    private final TextField slug = Fields.name("Short name in addresses", "new-organization-slug");
    private final ComboBox<String> zone = Fields.tested(new ComboBox<>("Time zone"), "new-organization-zone");
    private boolean slugTyped;

    OrganizationForm(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    void open() {
        zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        zone.setValue(Times.readersZone().getId());
        slug.setMaxLength(LONGEST_SLUG);
        slug.setHelperText("Small letters, digits and hyphens. It can't be changed later.");
        name.addValueChangeListener(change -> {
            if (!slugTyped) {
                slug.setValue(slugOf(change.getValue()));
            }
        });
        slug.addValueChangeListener(change -> slugTyped = slugTyped || change.isFromClient());
        form.fields(name, slug, zone);
        form.errors().at("name", name).at("slug", slug).at("timeZone", zone);
        form.preview("You become its first administrator, and can invite the people who run it.");
        form.open();
        name.focus();
    }

    static String slugOf(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.substring(0, Math.min(LONGEST_SLUG, plain.length()));
    }

    private void create() {
        if (!(Fields.checkNamed(name, "A name is needed.") & Fields.checkNamed(slug, "A short name is needed."))) {
            return;
        }
        CreateOrganization request =
                new CreateOrganization(name.getValue().strip(), slug.getValue().strip(), zone.getValue());
        Organization made = ControlPlane.body(controlPlane.organizations().create(retries.keyFor(request), request));
        form.close();
        workspace.forget();
        changed.run();
        Notices.done(made.name() + " is there.");
    }
}
