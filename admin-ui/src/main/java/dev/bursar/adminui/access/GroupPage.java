package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.RoleGrants;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.UUID;

/** One group: which roles does it bring, and to whom? */
@Route(value = "people/groups/:group", layout = Shell.class)
@PermitAll
public class GroupPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ROLES = 200;
    private static final int HISTORY_SHOWN = 20;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private Div content = new Div();

    GroupPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Groups", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "group");
        content = new Div();
        content.addClassName("column");
        add(content);
        titled(read().name());
    }

    private Group read() {
        Group group = controlPlane.groups().get(organizationId(), id);
        Div left = new Div(roles(group), new Panel("Who is in it", people()).withTest("group-people"));
        left.addClassName("column");
        Div right = new Div(new Panel(
                "Group",
                new Facts()
                        .fact("Id", new CopyableId(group.id().toString(), "group id"))
                        .fact("Kept by", GroupRows.source(group.source()))));
        right.addClassName("column");
        if (may(Action.READ_AUDIT)) {
            right.add(new Panel("History", history(group)).withTest("group-history"));
        }
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        content.removeAll();
        content.add(header(group), top);
        return group;
    }

    private void again() {
        read();
    }

    private static Header header(Group group) {
        Paragraph lead = new Paragraph(Words.plural(group.members(), "person is", "people are")
                + " in it. Who that is, your identity provider says; which roles it brings, is granted here.");
        lead.addClassName("lead");
        Header header = new Header(new Div(new H1(group.name()), lead));
        header.addClassName("page-header");
        return header;
    }

    private Panel roles(Group group) {
        RoleGrants roles = new RoleGrants(controlPlane, workspace(), this::again);
        return new Panel(
                        "Roles",
                        roles.rows(
                                controlPlane
                                        .grants()
                                        .list(organizationId(), id, null, null, null, null, MOST_ROLES)
                                        .items(),
                                "It brings no role that you may see."))
                .withActions(roles.give(Holder.of(group)))
                .withTest("group-roles");
    }

    private Component people() {
        Table<Member> table = new Table<Member>("People in the group", "group-people-table")
                .column("Name", member -> MemberStates.name(slug(), member))
                .sorts("name")
                .column("State", "8rem", MemberStates::badge)
                .column("Roles", member -> RoleWords.badges(member.roles()))
                .compact(member -> MemberStates.name(slug(), member))
                .opens(member -> MemberStates.path(slug(), member))
                .whenEmpty(() -> MemberStates.soft("Nobody whom you may see is in it."))
                .ordered("name", order -> {});
        table.show((sort, cursor, size) ->
                controlPlane.members().list(organizationId(), null, null, id, sort, cursor, size));
        return table;
    }

    private HistoryList history(Group group) {
        HistoryList history = new HistoryList(slug());
        history.show(controlPlane
                .audit()
                .list(
                        organizationId(),
                        group.source().equals("scim") ? "group" : "member_group",
                        id.toString(),
                        null,
                        null,
                        null,
                        HISTORY_SHOWN)
                .items());
        return history;
    }
}
