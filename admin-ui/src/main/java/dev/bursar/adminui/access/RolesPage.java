package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Which roles are there, what may each do, and how many hold it? */
@Route(value = "people/roles", layout = Shell.class)
@PermitAll
public class RolesPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private Table<Role> table = new Table<>("Roles", "roles-table");

    RolesPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Roles", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Roles",
                "A role is a bundle of what may be done. It is granted over the organization, or over one team and"
                        + " all that is in it.",
                actions());
        add(PeopleParts.bar(slug(), PeopleParts.ROLES));
        table = new Table<Role>("Roles", "roles-table")
                .column("Role", "14rem", this::name)
                .sortedBy(Comparator.comparing(Role::name, String.CASE_INSENSITIVE_ORDER))
                .column("What it is for", role -> new Span(RoleWords.about(role)))
                .column("Kind", "8rem", RolesPage::kind)
                .number(
                        "May do",
                        "7rem",
                        role -> new Span(String.valueOf(role.actions().size())))
                .sortedBy(Comparator.comparing((Role role) -> role.actions().size()))
                .number("Granted", "8rem", role -> new Span(Words.plural(role.grants(), "time", "times")))
                .sortedBy(Comparator.comparing(Role::grants))
                .compact(this::compact)
                .opens(role -> Paths.role(slug(), RoleWords.handle(role)));
        add(table);
        table.show(controlPlane.roles().list(organizationId()));
    }

    private Component[] actions() {
        CsvLink csv = new CsvLink("roles", this::csv);
        if (!may(Action.WRITE_ROLES)) {
            return new Component[] {csv};
        }
        Button create = Buttons.adding(
                "Create a role",
                "create-role",
                () -> new RoleForm(
                                controlPlane,
                                workspace(),
                                null,
                                role -> Paths.open(Paths.role(slug(), RoleWords.handle(role))))
                        .open());
        return new Component[] {csv, create};
    }

    private Component name(Role role) {
        return Paths.link(Words.sentence(role.name()), Paths.role(slug(), RoleWords.handle(role)));
    }

    static StateBadge kind(Role role) {
        return role.id() == null
                ? new StateBadge("Built in", StateBadge.Tone.CALM)
                : new StateBadge("Custom", StateBadge.Tone.GOOD);
    }

    private Component compact(Role role) {
        Div first = new Div(name(role), kind(role));
        first.addClassName("row-line");
        Div cell = new Div(
                first,
                MemberStates.soft(RoleWords.about(role)),
                MemberStates.soft("Granted " + Words.plural(role.grants(), "time", "times")));
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv("id", "name", "description", "actions", "grants")
                .rows(table.all(), role -> new @Nullable Object[] {
                    role.id(), role.name(), RoleWords.about(role), String.join(" ", role.actions()), role.grants()
                });
    }
}
