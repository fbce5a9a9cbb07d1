package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Role;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminui.component.ActionWords;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.PageHead;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleGrants;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One role: what may it do, and who holds it over what? */
@Route(value = "people/roles/:role", layout = Shell.class)
@PermitAll
public class RolePage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final transient RoleGrants grants;

    RolePage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Roles", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
        this.grants = new RoleGrants(controlPlane, workspace, this::again);
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        String handle = parameters.get("role").orElse("");
        Role role = controlPlane.roles().get(organizationId(), handle);
        titled(Words.sentence(role.name()));
        Div left = new Div(new Panel("What it allows", allowed(role)).withTest("role-actions"));
        left.addClassName("column");
        Div right = new Div();
        right.addClassName("column");
        if (role.id() != null) {
            right.add(new Panel(
                    "Role", new Facts().fact("Id", new CopyableId(role.id().toString(), "role id"))));
        }
        right.add(new Panel("Who holds it", holders(role)).withTest("role-holders"));
        if (role.id() != null) {
            HistoryList.of(controlPlane, workspace(), "role", role.id())
                    .read()
                    .panel("role-history")
                    .ifPresent(right::add);
        }
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        PageHead head = new PageHead(Words.sentence(role.name()), RolesPage.kind(role))
                .lead(RoleWords.about(role))
                .actions(actions(role));
        add(head, top);
    }

    /** Whoever may not hand it on may not change it either. */
    private List<Component> actions(Role role) {
        List<Component> actions = new ArrayList<>();
        if (role.id() != null && may(Action.WRITE_ROLES) && workspace().holdsAll(role.actions(), null)) {
            actions.add(Buttons.plain(
                    "Edit",
                    "edit-role",
                    () -> new RoleForm(controlPlane, workspace(), role, changed -> again()).open()));
            actions.add(Buttons.danger("Delete", "delete-role", () -> delete(role)));
        }
        return actions;
    }

    private void again() {
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private void delete(Role role) {
        if (role.grants() > 0) {
            Notices.failed(Words.sentence(role.name()) + " is granted " + Words.plural(role.grants(), "time", "times")
                    + ". Take it from them first: they stand below.");
            return;
        }
        Confirm.danger(
                "Delete the role " + role.name() + "?",
                "Nobody holds it. It can't be undone, but a role like it can be made again.",
                "Delete role",
                () -> {
                    controlPlane.roles().delete(organizationId(), Objects.requireNonNull(role.id()));
                    Notices.done(role.name() + " is deleted.");
                    Paths.open(Paths.page(slug(), "people/roles"));
                });
    }

    static Div allowed(Role role) {
        Div groups = new Div();
        groups.addClassName("action-groups");
        ActionWords.byCapability(role.actions()).forEach((capability, actions) -> {
            Span heading = new Span(capability);
            heading.addClassName("strong");
            Div group = new Div(heading);
            actions.forEach(action -> group.add(line(action)));
            group.addClassName("action-group");
            groups.add(group);
        });
        return groups;
    }

    private static Component line(String action) {
        Div line = new Div(Icon.CHECK.create(), new Span(ActionWords.of(action)));
        line.addClassName("action-line");
        line.getElement().setAttribute("title", action);
        return line;
    }

    /** Everybody once, and beneath that each grant with where it holds. */
    private Component holders(Role role) {
        Table<RoleGrant> table = new Table<RoleGrant>("Who holds it", "role-holders-table")
                .column("Who", grants::holder)
                .column("Over", grant -> grants.place(grant.unitId(), grant.unitName()))
                .column("Granted", "9rem", RoleGrants::granted)
                .compact(this::compact)
                .whenEmpty(() -> MemberStates.soft("It is granted to nobody whom you may see."));
        table.show((cursor, size) -> controlPlane
                .grants()
                .list(organizationId(), null, null, role.id() == null ? role.name() : null, role.id(), cursor, size));
        long people = Objects.requireNonNullElse(role.people(), 0L);
        Span count = new Span(
                people == 0
                        ? "Nobody has this role."
                        : Words.plural(people, "person has", "people have")
                                + " this role, themselves or through a group.");
        count.addClassName("strong");
        count.getElement().setAttribute("data-test", "role-people");
        return new Div(count, table);
    }

    private Component compact(RoleGrant grant) {
        Div first = new Div(grants.holder(grant), new Span(" over "), grants.place(grant.unitId(), grant.unitName()));
        Div cell = new Div(first, RoleGrants.how(grant));
        cell.addClassName("two-lines");
        return cell;
    }
}
