package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.access.Group;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
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
public class GroupPage extends ObjectPage<Group> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ROLES = 200;

    GroupPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "Groups", Action.READ_MEMBERS, "group");
    }

    @Override
    protected Group read(UUID id) {
        return controlPlane().groups().get(organizationId(), id);
    }

    @Override
    protected String name(Group group) {
        return group.name();
    }

    @Override
    protected void show(Group group) {
        PageHead head = new PageHead(group.name())
                .lead(Words.plural(group.members(), "person is", "people are")
                        + " in it. Who that is, your identity provider says; which roles it brings, is granted here.");
        Div left = column(roles(group), new Panel("Who is in it", people()).withTest("group-people"));
        Div right = column(new Panel(
                "Group",
                new Facts()
                        .fact("Id", new CopyableId(group.id().toString(), "group id"))
                        .fact("Kept by", GroupRows.source(group.source()))));
        history(group.source().equals("scim") ? "group" : "member_group", "group-history")
                .ifPresent(right::add);
        draw(head, left, right);
    }

    private Panel roles(Group group) {
        RoleGrants roles = new RoleGrants(controlPlane(), workspace(), this::again);
        return new Panel(
                        "Roles",
                        roles.rows(
                                controlPlane()
                                        .grants()
                                        .list(organizationId(), objectId(), null, null, null, null, MOST_ROLES)
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
                controlPlane().members().list(organizationId(), null, null, objectId(), sort, cursor, size));
        return table;
    }
}
