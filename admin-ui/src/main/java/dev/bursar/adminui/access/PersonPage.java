package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.session.Session;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.HistoryList;
import dev.bursar.adminui.component.Holder;
import dev.bursar.adminui.component.KeyRows;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.ObjectPage;
import dev.bursar.adminui.component.PageHead;
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
public class PersonPage extends ObjectPage<Member> {
    private static final long serialVersionUID = 1L;
    private static final int SESSIONS_SHOWN = 10;

    PersonPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, controlPlane, "People", Action.READ_MEMBERS, "person");
    }

    @Override
    protected Member read(UUID id) {
        return ControlPlane.body(controlPlane().members().get(organizationId(), id));
    }

    @Override
    protected String name(Member member) {
        return member.name();
    }

    @Override
    protected void show(Member member) {
        Access access = controlPlane().access().of(organizationId(), objectId());
        StateBadge state = MemberStates.badge(member);
        state.getElement().setAttribute("data-test", "person-state");
        draw(
                new PageHead(member.name(), state).actions(actions(member)),
                whatTheyMay(member, access),
                whoTheyAre(member));
    }

    private Div whatTheyMay(Member member, Access access) {
        Div left = column(
                new HeldRoles(controlPlane(), workspace(), this::again).panel(access, grantButton(member)),
                new WhyPanel(controlPlane(), workspace(), member).panel());
        if (!access.groups().isEmpty()) {
            left.add(new Panel("Groups", GroupRows.of(access.groups(), access.roles(), workspace()))
                    .withTest("person-groups"));
        }
        if (mayAnywhere(Action.READ_KEYS)) {
            left.add(new KeyRows(controlPlane(), workspace())
                    .of("Keys", objectId(), "They own no key that you may see.")
                    .withTest("person-keys"));
        }
        return left;
    }

    private Div whoTheyAre(Member member) {
        Div right = column(facts(member));
        if (may(Action.READ_BUDGETS)) {
            PersonHoldings.budgets(controlPlane(), workspace(), objectId()).ifPresent(right::add);
        }
        if (may(Action.WRITE_MEMBERS) || may(Action.READ_AUDIT)) {
            right.add(sessions(may(Action.WRITE_MEMBERS)));
        }
        HistoryList.ofPerson(controlPlane(), workspace(), objectId())
                .read()
                .panel("person-history")
                .map(panel -> panel.withActions(Paths.link("All of it", Paths.auditOf(slug(), objectId()))))
                .ifPresent(right::add);
        return right;
    }

    private Component[] grantButton(Member member) {
        return member.state().equals("removed")
                ? new Component[0]
                : new RoleGrants(controlPlane(), workspace(), this::again).give(Holder.of(member));
    }

    private List<Component> actions(Member member) {
        List<Component> actions = new ArrayList<>();
        if (!may(Action.WRITE_MEMBERS) || member.state().equals("removed")) {
            return actions;
        }
        MemberActions members = new MemberActions(controlPlane(), workspace(), this::again);
        actions.add(Buttons.plain(
                "Rename",
                "rename-person",
                () -> new RenameForm(controlPlane(), workspace(), member, this::again).open()));
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
        if (member.suspendedBecause() != null) {
            facts.fact(
                    "Because",
                    "They did not sign in for too long. Signing in makes them active again, not their keys.");
        }
        return new Panel("Person", facts);
    }

    private Panel sessions(boolean ends) {
        List<Session> sessions;
        try {
            sessions = controlPlane()
                    .sessions()
                    .list(organizationId(), objectId(), null, SESSIONS_SHOWN)
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
        controlPlane().sessions().end(organizationId(), objectId(), session.id());
        again();
        Notices.done("That sign-in is ended.");
    }

    private void endSessions() {
        Confirm.danger(
                "End all sign-ins of this person?",
                "They have to sign in again. Keys are not touched by it.",
                "End all",
                () -> {
                    int ended = controlPlane()
                            .sessions()
                            .endAll(organizationId(), objectId())
                            .ended();
                    again();
                    Notices.done(Words.plural(ended, "sign-in is", "sign-ins are") + " ended.");
                });
    }
}
