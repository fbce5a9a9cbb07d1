package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
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
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
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
    private static final int HISTORY_SHOWN = 20;

    private final transient ControlPlane controlPlane;

    RolePage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Roles", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        String handle = parameters.get("role").orElse("");
        Role role = controlPlane.roles().list(organizationId()).stream()
                .filter(one -> RoleWords.handle(one).equals(handle))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("There is no such role."));
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
        if (role.id() != null && may(Action.READ_AUDIT)) {
            right.add(new Panel("History", history(role)));
        }
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        add(header(role), top);
    }

    private Header header(Role role) {
        Div title = new Div(new H1(Words.sentence(role.name())), RolesPage.kind(role));
        title.addClassName("title-line");
        Paragraph lead = new Paragraph(RoleWords.about(role));
        lead.addClassName("lead");
        Div buttons = new Div(actions(role).toArray(Component[]::new));
        buttons.addClassName("page-actions");
        Header header = new Header(new Div(title, lead), buttons);
        header.addClassName("page-header");
        return header;
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

    private Component holders(Role role) {
        List<RoleGrant> grants = holding(controlPlane, workspace(), role);
        Div rows = new Div();
        rows.addClassName("rows");
        grants.forEach(grant -> rows.add(row(grant)));
        if (grants.isEmpty()) {
            rows.add(MemberStates.soft("Nobody whom you may see."));
        }
        return rows;
    }

    static List<RoleGrant> holding(ControlPlane controlPlane, Workspace workspace, Role role) {
        return Table.read((cursor, size) ->
                        controlPlane.grants().list(workspace.organizationId(), null, null, cursor, size))
                .stream()
                .filter(grant -> Objects.equals(grant.roleId(), role.id()))
                .filter(grant -> role.id() != null || grant.role().equals(role.name()))
                .toList();
    }

    private Component row(RoleGrant grant) {
        Component holder = grant.holder().equals("member")
                ? Paths.link(grant.holderName(), Paths.person(slug(), grant.holderId()))
                : new Span(Words.sentence(grant.holder()) + " " + grant.holderName());
        Component over = grant.unitId() == null
                ? new Span("the whole organization")
                : Paths.link(
                        Objects.requireNonNullElse(grant.unitName(), "a unit"), Paths.unit(slug(), grant.unitId()));
        Span how = MemberStates.soft("");
        how.add(new Span("Granted by " + grant.grantedBy() + ", "), TimeText.at(grant.createdAt()));
        Div row = new Div(new Div(holder, new Span(" over "), over), how);
        row.addClassName("row");
        return row;
    }

    private HistoryList history(Role role) {
        HistoryList history = new HistoryList(slug());
        history.show(controlPlane
                .audit()
                .list(organizationId(), "role", String.valueOf(role.id()), null, null, HISTORY_SHOWN)
                .items());
        return history;
    }
}
