package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.UUID;

/** The groups that somebody is in, and the roles that each brings. */
public final class GroupRows {
    private GroupRows() {}

    /** @param held all roles that they hold; those of other ways are left out */
    public static Component of(List<Access.InGroup> groups, List<Access.Held> held, Workspace workspace) {
        Div rows = new Div();
        rows.addClassName("rows");
        groups.forEach(group -> rows.add(row(
                group,
                held.stream()
                        .filter(one -> group.groupId().equals(one.groupId()))
                        .toList(),
                workspace)));
        return rows;
    }

    private static Component row(Access.InGroup group, List<Access.Held> roles, Workspace workspace) {
        Div first = new Div(name(group.groupId(), group.groupName(), workspace), soft(source(group.source())));
        first.addClassName("row-line");
        Div row = new Div(first);
        roles.forEach(role -> row.add(brings(role, workspace)));
        if (roles.isEmpty()) {
            row.add(soft("Brings no role."));
        }
        row.addClassName("row");
        return row;
    }

    /** Whoever reads no people has no page of a group either. */
    public static Component name(UUID id, String groupName, Workspace workspace) {
        if (workspace.mayAnywhere(Action.READ_MEMBERS)) {
            return Paths.link(groupName, Paths.group(workspace.slug(), id));
        }
        Span name = new Span(groupName);
        name.addClassName("strong");
        return name;
    }

    private static Component brings(Access.Held held, Workspace workspace) {
        Span line = soft("Brings ");
        String role = Words.sentence(held.role());
        line.add(
                workspace.mayAnywhere(Action.READ_MEMBERS)
                        ? Paths.link(
                                role, Paths.role(workspace.slug(), held.roleId() == null ? held.role() : held.roleId()))
                        : new Span(role));
        line.add(new Span(" over " + (held.unitName() == null ? "the whole organization" : held.unitName())
                + ", granted by " + held.grantedBy()));
        Div row = new Div(line);
        return row;
    }

    /** Who keeps the group. */
    public static String source(String source) {
        return source.equals("scim") ? "Provisioned by SCIM" : "Single sign-on";
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
