package dev.bursar.adminui.organization;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.organization.Organization;
import dev.bursar.adminapi.organization.UpdateOrganization;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.FieldErrors;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The organization itself. */
@Route(value = "settings", layout = Shell.class)
@PermitAll
public class SettingsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final List<Long> STALENESS_CHOICES = Stream.of(
                    Duration.ZERO,
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(4),
                    Duration.ofHours(24),
                    Duration.ofDays(7))
            .map(Duration::toSeconds)
            .toList();

    private final transient ControlPlane controlPlane;

    SettingsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Settings", Action.READ_ORGANIZATION);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        show();
    }

    private void show() {
        Organization organization =
                ControlPlane.body(controlPlane.organizations().get(organizationId()));
        head("Settings", "What holds for the whole organization.");
        add(new Panel("Organization", fields(organization)));
        add(new Panel(
                "Facts",
                new Facts()
                        .fact("Id", new CopyableId(organization.id().toString(), "organization id"))
                        .fact("Short name in addresses", organization.slug())
                        .fact("Since", TimeText.at(organization.createdAt()))));
    }

    private Div fields(Organization organization) {
        TextField name = Fields.name("Name", "organization-name");
        name.setValue(organization.name());
        ComboBox<String> zone = Fields.tested(new ComboBox<>("Time zone"), "organization-zone");
        zone.setItems(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        zone.setValue(organization.timeZone());
        zone.setHelperText("Days and months of budgets begin at midnight here.");
        Select<Long> staleness = Fields.tested(new Select<>(), "organization-staleness");
        staleness.setLabel("Without the control plane, gateways serve on for");
        staleness.setItems(choices(organization.stalenessLimitSeconds()));
        staleness.setItemLabelGenerator(SettingsPage::length);
        staleness.setValue(organization.stalenessLimitSeconds());
        staleness.setHelperText(
                "Requests that no budget limits. What a budget limits is served as long as the leases last.");
        Div fields = new Div(name, zone, staleness);
        fields.addClassNames("form-fields", "settings-fields");
        boolean mayWrite = may(Action.WRITE_ORGANIZATION);
        name.setReadOnly(!mayWrite);
        zone.setReadOnly(!mayWrite);
        staleness.setReadOnly(!mayWrite);
        if (mayWrite) {
            FieldErrors errors =
                    new FieldErrors().at("name", name).at("timeZone", zone).at("stalenessLimitSeconds", staleness);
            fields.add(new Div(Buttons.primary("Save", "organization-save", () -> {
                errors.clear();
                if (Fields.checkNamed(name, "A name is needed.")) {
                    save(
                            organization,
                            new UpdateOrganization(
                                    name.getValue().strip(),
                                    zone.getValue(),
                                    staleness.getValue(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null),
                            errors);
                }
            })));
        }
        return fields;
    }

    private void save(Organization organization, UpdateOrganization request, FieldErrors errors) {
        try {
            controlPlane.organizations().update(organizationId(), ControlPlane.tag(organization.version()), request);
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                errors.show(e);
                return;
            }
            Notices.failed("Somebody else changed the settings meanwhile; nothing of yours was saved. Here they are as"
                    + " they are now.");
            again();
            return;
        }
        workspace().forget();
        Notices.done("Saved.");
        again();
    }

    private void again() {
        removeAll();
        show();
    }

    private static TreeSet<Long> choices(long current) {
        TreeSet<Long> choices = new TreeSet<>(STALENESS_CHOICES);
        choices.add(current);
        return choices;
    }

    static String length(long seconds) {
        if (seconds == 0) {
            return "No time: they refuse at once";
        }
        Duration length = Duration.ofSeconds(seconds);
        if (seconds % 86_400 == 0) {
            return length.toDays() + (length.toDays() == 1 ? " day" : " days");
        }
        if (seconds % 3_600 == 0) {
            return length.toHours() + (length.toHours() == 1 ? " hour" : " hours");
        }
        return seconds % 60 == 0 ? length.toMinutes() + " minutes" : seconds + " seconds";
    }
}
