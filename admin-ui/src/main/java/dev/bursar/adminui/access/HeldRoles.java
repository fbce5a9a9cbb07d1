package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleGrants;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;

/** The roles that somebody holds: over what, by whom granted, through which group. */
final class HeldRoles {
    private final Workspace workspace;
    private final RoleGrants grants;

    HeldRoles(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.workspace = workspace;
        this.grants = new RoleGrants(controlPlane, workspace, changed);
    }

    Panel panel(Access access, Component... actions) {
        Div rows = new Div();
        rows.addClassName("rows");
        access.roles().forEach(held -> rows.add(row(access, held)));
        if (access.roles().isEmpty()) {
            rows.add(MemberStates.soft("No role: they can sign in here and see nothing."));
        }
        return new Panel("Roles", rows).withActions(actions).withTest("person-roles");
    }

    private Component row(Access access, Access.Held held) {
        Div first = new Div(what(held), revoke(access, held));
        first.addClassName("row-line");
        Div row = new Div(first, how(held));
        row.addClassName("row");
        row.setId("grant-" + held.grantId());
        return row;
    }

    private Component what(Access.Held held) {
        return new Span(
                Paths.link(Words.sentence(held.role()), Paths.role(workspace.slug(), handle(held))),
                new Span(" over "),
                grants.place(held.unitId(), held.unitName()));
    }

    static String handle(Access.Held held) {
        return held.roleId() == null ? held.role() : held.roleId().toString();
    }

    static Component how(Access.Held held) {
        Span how = MemberStates.soft("");
        if (held.groupName() != null) {
            how.add(new Span("Through the group " + held.groupName() + " · "));
        }
        how.add(new Span("Granted by " + held.grantedBy() + ", "), TimeText.at(held.grantedAt()));
        return how;
    }

    /** What a group brings is taken from the group, not from one of its people. */
    private Component revoke(Access access, Access.Held held) {
        if (held.groupId() != null) {
            return Paths.link("To the group", Paths.group(workspace.slug(), held.groupId()));
        }
        return grants.take(
                        new Holder("member", access.holderId(), access.holderName()),
                        held.grantId(),
                        held.role(),
                        held.roleId(),
                        held.unitId(),
                        held.unitName())
                .map(Component.class::cast)
                .orElseGet(Span::new);
    }
}
