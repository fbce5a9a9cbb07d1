package dev.bursar.adminui.organization;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;

/** Who belongs to the organization, and what may they do? */
@Route(value = "people", layout = Shell.class)
@PermitAll
public class PeoplePage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private Table<Member> table = new Table<>("People", "people-table");

    PeoplePage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "People", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "People",
                "A role is what somebody may do here. People may have several.",
                new CsvLink("people", this::csv));
        table = new Table<Member>("People", "people-table")
                .column("Name", PeoplePage::name)
                .column("Roles", PeoplePage::roles)
                .column("Since", "10rem", member -> TimeText.at(member.createdAt()))
                .compact(PeoplePage::compact)
                .whenEmpty(() -> new EmptyState(
                        Icon.PEOPLE, "Nobody is here yet", "People appear here when they first sign in."));
        add(table);
        table.show((cursor, size) -> controlPlane.members().list(organizationId(), null, null, cursor, size));
    }

    private static Component name(Member member) {
        Span name = new Span(member.name());
        name.addClassName("strong");
        Span email = new Span(member.email());
        email.addClassName("soft");
        Div cell = new Div(name, email);
        cell.addClassName("two-lines");
        return cell;
    }

    private static Component roles(Member member) {
        Div roles = new Div();
        roles.addClassName("badges");
        member.roles().forEach(role -> roles.add(new StateBadge(Words.sentence(role), StateBadge.Tone.CALM)));
        return roles;
    }

    private static Component compact(Member member) {
        Div cell = new Div(name(member), roles(member));
        cell.addClassName("two-lines");
        return cell;
    }

    private Csv csv() {
        return new Csv("id", "name", "email", "roles", "since").rows(table.all(), member -> new Object[] {
            member.id(), member.name(), member.email(), String.join(" ", member.roles()), member.createdAt()
        });
    }
}
