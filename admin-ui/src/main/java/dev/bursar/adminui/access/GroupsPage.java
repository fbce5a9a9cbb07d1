package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Group;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;

/** Which groups does an identity provider keep here, and how many people are in each? */
@Route(value = "people/groups", layout = Shell.class)
@PermitAll
public class GroupsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private Table<Group> table = new Table<>("Groups", "groups-table");
    private ListFilter filter = new ListFilter(new Location(""), () -> {});

    GroupsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Groups", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Groups",
                "People as your identity provider groups them. A role that is granted to a group is held by everybody"
                        + " in it, for as long as they are.",
                new CsvLink("groups", this::csv));
        filter = new ListFilter(location, this::refresh).search("groups-search", "Name", "Search groups by name");
        table = new Table<Group>("Groups", "groups-table")
                .column("Name", this::name)
                .column("Kept by", "13rem", group -> new Span(GroupRows.source(group.source())))
                .number("People", "8rem", group -> new Span(Words.plural(group.members(), "person", "people")))
                .compact(this::compact)
                .opens(group -> Paths.group(slug(), group.id()))
                .whenEmpty(this::nothing);
        add(PeopleParts.bar(slug(), PeopleParts.GROUPS), filter, table);
        refresh();
    }

    private void refresh() {
        table.show((cursor, size) -> controlPlane.groups().list(organizationId(), filter.search(), cursor, size));
    }

    private Component name(Group group) {
        return Paths.link(group.name(), Paths.group(slug(), group.id()));
    }

    private Component nothing() {
        return filter.narrows()
                ? new EmptyState(Icon.SEARCH, "No group matches", "Try a shorter search.")
                : new EmptyState(
                        Icon.PEOPLE,
                        "No group is here",
                        "They come from your identity provider: by SCIM, see Provisioning, or with each sign-in, see"
                                + " Single sign-on.");
    }

    private Component compact(Group group) {
        Div first = new Div(name(group), new Span(Words.plural(group.members(), "person", "people")));
        first.addClassName("row-line");
        Div cell = new Div(first, MemberStates.soft(GroupRows.source(group.source())));
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv("id", "name", "source", "members").rows(table.all(), group ->
                new @Nullable Object[] {group.id(), group.name(), group.source(), group.members()});
    }
}
