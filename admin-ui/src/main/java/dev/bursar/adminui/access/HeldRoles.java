package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.Locale;

/** The roles that somebody holds: over what, by whom granted, through which group. */
final class HeldRoles {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;

    HeldRoles(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
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
        Component over = held.unitId() == null
                ? new Span("the whole organization")
                : Paths.link(
                        held.unitName() == null ? "a unit" : held.unitName(),
                        Paths.unit(workspace.slug(), held.unitId()));
        return new Span(
                Paths.link(Words.sentence(held.role()), Paths.role(workspace.slug(), handle(held))),
                new Span(" over "),
                over);
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
        boolean may = held.groupId() == null && workspace.mayIn(Action.WRITE_ROLES, held.unitId());
        return may ? Buttons.quiet("Revoke", "revoke-grant", () -> ask(access, held)) : new Span();
    }

    private void ask(Access access, Access.Held held) {
        Confirm.danger(
                "Take this role from " + access.holderName() + "?",
                access.holderName() + " will not be "
                        + RoleWords.over(held.role(), held.unitName()).toLowerCase(Locale.ROOT)
                        + " any more, from the next call on. Keys that they issued go on working.",
                "Revoke role",
                () -> {
                    controlPlane.grants().revoke(workspace.organizationId(), held.grantId());
                    changed.run();
                    Notices.done("The role is taken.");
                });
    }
}
