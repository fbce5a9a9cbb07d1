package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.GrantForm;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who belongs to the organization, what may they do, and when were they last here? */
@Route(value = "people", layout = Shell.class)
@PermitAll
public class PeoplePage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration POLL = Duration.ofSeconds(10);

    private final transient ControlPlane controlPlane;
    private Table<Member> table = new Table<>("People", "people-table");
    private ListFilter filter = new ListFilter(new Location(""), () -> {});

    PeoplePage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "People", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        filter = filter(location);
        head(
                "People",
                may(Action.READ_MEMBERS)
                        ? "Everybody in the organization, and what they may do in it."
                        : "Everybody who holds a role in your teams.",
                PeopleParts.actions(workspace(), new CsvLink("people", this::csv), this::invite));
        add(PeopleParts.bar(slug(), PeopleParts.PEOPLE), filter);
        table = new Table<Member>("People", "people-table")
                .identifiedBy(Member::id)
                .column("Name", member -> MemberStates.name(slug(), member))
                .sorts("name")
                .column("State", "8rem", MemberStates::badge)
                .column("Roles", member -> RoleWords.badges(member.roles()))
                .column("Source", "11rem", member -> MemberStates.soft(MemberStates.source(member)))
                .column("Last active", "9rem", member -> TimeText.ago(member.lastActiveAt(), now(), "Never"))
                .sorts("lastActive")
                .column("Joined", "9rem", member -> TimeText.at(member.createdAt()))
                .sorts("joined")
                .compact(this::compact)
                .opens(member -> MemberStates.path(slug(), member))
                .whenEmpty(this::nothing)
                .ordered(filter.sort(), filter::sorted);
        if (may(Action.WRITE_MEMBERS) || mayAnywhere(Action.WRITE_ROLES)) {
            table.bulk(bulkActions());
        }
        add(table);
        refresh();
        live(POLL, () -> table.poll());
    }

    private void invite() {
        new InviteForm(controlPlane, workspace(), this::refresh).open();
    }

    private Component[] bulkActions() {
        List<Component> actions = new ArrayList<>();
        if (mayAnywhere(Action.WRITE_ROLES)) {
            actions.add(Buttons.plain(
                    "Grant a role",
                    "bulk-grant",
                    () -> new GrantForm(controlPlane, workspace(), this::refresh)
                            .openFor(table.selected().stream().map(Holder::of).toList())));
        }
        if (may(Action.WRITE_MEMBERS)) {
            MemberActions members = new MemberActions(controlPlane, workspace(), this::refresh);
            actions.add(
                    Buttons.plain("Suspend", "bulk-suspend", () -> members.suspend(in(table.selected(), "active"))));
            actions.add(Buttons.plain(
                    "Re-activate", "bulk-reactivate", () -> members.reactivate(in(table.selected(), "suspended"))));
        }
        return actions.toArray(Component[]::new);
    }

    private static List<Member> in(List<Member> members, String state) {
        return members.stream().filter(one -> one.state().equals(state)).toList();
    }

    private ListFilter filter(Location location) {
        return new ListFilter(location, this::refresh)
                .states("state", "active", "invited", "suspended", "removed")
                .search("people-search", "Name or e-mail", "Search people by name or e-mail");
    }

    private void refresh() {
        table.show((sort, cursor, size) -> controlPlane
                .members()
                .list(organizationId(), filter.state(), filter.search(), null, sort, cursor, size));
    }

    private Component nothing() {
        if (filter.narrows()) {
            return new EmptyState(Icon.SEARCH, "Nobody matches", "Try another state or a shorter search.");
        }
        Component[] step = mayAnywhere(Action.WRITE_MEMBERS)
                ? new Component[] {Buttons.primary("Invite the first people", "invite-first", this::invite)}
                : new Component[0];
        return new EmptyState(
                Icon.PEOPLE,
                "Nobody is here yet",
                "Invite people by e-mail or link. Each gets a role over the organization, or over one team only.",
                step);
    }

    private Component compact(Member member) {
        Div first = new Div(MemberStates.name(slug(), member), MemberStates.badge(member));
        first.addClassName("row-line");
        Div cell = new Div(first, RoleWords.badges(member.roles()));
        cell.addClassName("two-lines");
        return cell;
    }

    private Instant now() {
        return workspace().clock().instant();
    }

    private Csv csv() {
        return new Csv("id", "name", "email", "state", "source", "roles", "last_active", "since")
                .rows(table.all(), PeoplePage::cells);
    }

    private static @Nullable Object[] cells(Member member) {
        return new @Nullable Object[] {
            member.id(),
            member.name(),
            member.email(),
            member.state(),
            member.source(),
            String.join(" ", member.roles()),
            member.lastActiveAt(),
            member.createdAt()
        };
    }
}
