package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.session.Session;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.KeyRows;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleGrants;
import dev.bursar.adminui.component.SessionRows;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One person: what may they do, why, with which keys, and what happened to them? */
@Route(value = "people/:person", layout = Shell.class)
@PermitAll
public class PersonPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int HISTORY_SHOWN = 20;
    private static final int SESSIONS_SHOWN = 10;

    private final transient ControlPlane controlPlane;
    private UUID id = new UUID(0, 0);
    private Div content = new Div();

    PersonPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "People", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        id = id(parameters, "person");
        content = new Div();
        content.addClassName("column");
        add(content);
        titled(read().name());
    }

    private Member read() {
        Member member = ControlPlane.body(controlPlane.members().get(organizationId(), id));
        Access access = controlPlane.access().of(organizationId(), id);
        content.removeAll();
        Div left = new Div(
                new HeldRoles(controlPlane, workspace(), this::again).panel(access, grantButton(member)),
                new WhyPanel(controlPlane, workspace(), member).panel());
        left.addClassName("column");
        if (!access.groups().isEmpty()) {
            left.add(new Panel("Groups", GroupRows.of(access.groups(), access.roles(), workspace()))
                    .withTest("person-groups"));
        }
        Div right = new Div(facts(member));
        right.addClassName("column");
        if (workspace().mayAnywhere(Action.READ_KEYS)) {
            left.add(new KeyRows(controlPlane, workspace())
                    .of("Keys", id, "They own no key that you may see.")
                    .withTest("person-keys"));
        }
        if (may(Action.READ_BUDGETS)) {
            PersonHoldings.budgets(controlPlane, workspace(), id).ifPresent(right::add);
        }
        if (may(Action.WRITE_MEMBERS) || may(Action.READ_AUDIT)) {
            right.add(sessions(may(Action.WRITE_MEMBERS)));
        }
        if (may(Action.READ_AUDIT)) {
            right.add(new Panel("History", history())
                    .withActions(Paths.link("All of it", Paths.auditOf(slug(), id)))
                    .withTest("person-history"));
        }
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        content.add(header(member), top);
        return member;
    }

    private void again() {
        read();
    }

    private Header header(Member member) {
        StateBadge state = MemberStates.badge(member);
        state.getElement().setAttribute("data-test", "person-state");
        Div title = new Div(new H1(member.name()), state);
        title.addClassName("title-line");
        Div buttons = new Div(actions(member).toArray(Component[]::new));
        buttons.addClassName("page-actions");
        Header header = new Header(title, buttons);
        header.addClassName("page-header");
        return header;
    }

    private Component[] grantButton(Member member) {
        return member.state().equals("removed")
                ? new Component[0]
                : new RoleGrants(controlPlane, workspace(), this::again).give(Holder.of(member));
    }

    private List<Component> actions(Member member) {
        List<Component> actions = new ArrayList<>();
        if (!may(Action.WRITE_MEMBERS) || member.state().equals("removed")) {
            return actions;
        }
        MemberActions members = new MemberActions(controlPlane, workspace(), this::again);
        actions.add(Buttons.plain(
                "Rename",
                "rename-person",
                () -> new RenameForm(controlPlane, workspace(), member, this::again).open()));
        if (member.state().equals("suspended")) {
            actions.add(Buttons.plain("Re-activate", "reactivate-person", () -> members.reactivate(List.of(member))));
        }
        if (member.state().equals("active")) {
            actions.add(Buttons.plain("Suspend", "suspend-person", () -> members.suspend(List.of(member))));
        }
        actions.add(Buttons.danger("Remove", "remove-person", () -> members.remove(member)));
        return actions;
    }

    private Panel facts(Member member) {
        Instant now = workspace().clock().instant();
        Facts facts = new Facts()
                .fact("Id", new CopyableId(member.id().toString(), "person's id"))
                .fact("E-mail", member.email())
                .fact("Came by", MemberStates.source(member))
                .fact("Last active", TimeText.ago(member.lastActiveAt(), now, "Never"))
                .fact("Here since", TimeText.at(member.createdAt()));
        if (member.suspendedAt() != null) {
            facts.fact("Suspended", TimeText.at(member.suspendedAt()));
        }
        return new Panel("Person", facts);
    }

    private Panel sessions(boolean ends) {
        List<Session> sessions;
        try {
            sessions = controlPlane
                    .sessions()
                    .list(organizationId(), id, null, SESSIONS_SHOWN)
                    .items();
        } catch (RefusedException e) {
            // They belong to other organizations, too.
            return new Panel("Sign-ins", new Paragraph(e.getMessage())).withTest("person-sessions");
        }
        Div rows = new Div(new SessionRows(sessions, workspace().clock().instant(), ends ? this::endSession : null));
        Panel panel = new Panel("Sign-ins", rows).withTest("person-sessions");
        return ends ? panel.withActions(Buttons.quiet("End all", "end-all-sessions", this::endSessions)) : panel;
    }

    private void endSession(Session session) {
        controlPlane.sessions().end(organizationId(), id, session.id());
        again();
        Notices.done("That sign-in is ended.");
    }

    private void endSessions() {
        Confirm.danger(
                "End all sign-ins of this person?",
                "They have to sign in again. Keys are not touched by it.",
                "End all",
                () -> {
                    int ended =
                            controlPlane.sessions().endAll(organizationId(), id).ended();
                    again();
                    Notices.done(Words.plural(ended, "sign-in is", "sign-ins are") + " ended.");
                });
    }

    private HistoryList history() {
        HistoryList history = new HistoryList(slug());
        history.show(controlPlane
                .audit()
                .list(organizationId(), null, null, id, null, null, HISTORY_SHOWN)
                .items());
        return history;
    }
}
