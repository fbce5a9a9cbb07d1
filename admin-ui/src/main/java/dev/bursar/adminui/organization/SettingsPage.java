package dev.bursar.adminui.organization;

import com.vaadin.flow.component.html.Div;
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
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;

/** The organization itself. */
@Route(value = "settings", layout = Shell.class)
@PermitAll
public class SettingsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
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
        SettingsFields fields = new SettingsFields(organization);
        fields.readOnly(!may(Action.WRITE_ORGANIZATION));
        add(
                new Panel("Organization", fields.general()),
                new Panel("Calendar of budgets", fields.calendar()).withTest("organization-calendar"),
                new Panel("Money", fields.money()).withTest("organization-money"));
        if (may(Action.WRITE_ORGANIZATION)) {
            add(new Div(Buttons.primary("Save", "organization-save", () -> {
                fields.errors().clear();
                fields.request().ifPresent(request -> save(organization, request, fields.errors()));
            })));
        }
        add(new Panel(
                "Facts",
                new Facts()
                        .fact("Id", new CopyableId(organization.id().toString(), "organization id"))
                        .fact("Short name in addresses", organization.slug())
                        .fact("Since", TimeText.at(organization.createdAt()))));
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
}
