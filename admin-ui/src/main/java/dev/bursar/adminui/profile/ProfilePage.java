package dev.bursar.adminui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Access;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminapi.session.Session;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.KeyRows;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleWords;
import dev.bursar.adminui.component.SessionRows;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who am I here: what may I do, from where am I signed in, which keys are mine? */
@Route(value = "profile", layout = Shell.class)
@PermitAll
public class ProfilePage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final int SESSIONS_SHOWN = 20;

    private final transient ControlPlane controlPlane;
    private Div sessions = new Div();

    ProfilePage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Your profile", Action.READ_ORGANIZATION);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        Me me = workspace().me();
        head(
                me.name(),
                "Signed in as " + me.email() + ".",
                Buttons.plain("Change password", "change-password", () -> new PasswordForm(controlPlane).open()));
        sessions = new Div();
        Div left = new Div(new Panel("What you may do", memberships(me)).withTest("profile-roles"), keys());
        left.addClassName("column");
        Div right = new Div(
                new Panel(
                        "You",
                        new Facts()
                                .fact("E-mail", me.email())
                                .fact("Person's id here", new CopyableId(ownId().toString(), "person's id"))
                                .fact("Identity", new CopyableId(me.subject(), "subject"))),
                new Panel("Where you are signed in", sessions)
                        .withActions(Buttons.quiet("End all others", "end-other-sessions", this::endOthers))
                        .withTest("profile-sessions"));
        right.addClassName("column");
        groups().ifPresent(left::add);
        Div top = new Div(left, right);
        top.addClassName("two-panels");
        add(top);
        showSessions();
    }

    private UUID ownId() {
        return workspace().membership().memberId();
    }

    private Component memberships(Me me) {
        Div rows = new Div();
        rows.addClassName("rows");
        me.organizations().forEach(one -> rows.add(membership(one)));
        return rows;
    }

    private static Component membership(Me.Membership one) {
        Div first = new Div(Paths.link(one.organizationName(), Paths.overview(one.slug())));
        if (one.organizationState().equals("archived")) {
            first.add(new StateBadge("Archived", StateBadge.Tone.CALM));
        }
        first.addClassName("row-line");
        Div row = new Div(first);
        one.grants().stream().map(ProfilePage::held).forEach(row::add);
        if (one.grants().isEmpty()) {
            row.add(soft(Words.list(one.roles().stream().map(Words::sentence).toList(), 3)));
        }
        row.addClassName("row");
        return row;
    }

    private static Component held(Access.Held held) {
        return soft(RoleWords.over(held.role(), held.unitName())
                + (held.groupName() == null ? "" : ", through the group " + held.groupName()) + " · granted by "
                + held.grantedBy());
    }

    private Panel keys() {
        return new KeyRows(controlPlane, workspace())
                .of("Your keys", ownId(), "No key is yours yet.")
                .withTest("profile-keys");
    }

    /** Not everybody is in one. */
    private Optional<Panel> groups() {
        List<Access.InGroup> groups =
                controlPlane.access().of(organizationId(), ownId()).groups();
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new Panel(
                                "Your groups",
                                GroupRows.of(groups, workspace().membership().grants(), workspace()))
                        .withTest("profile-groups"));
    }

    private void showSessions() {
        List<Session> known =
                controlPlane.ownSessions().list(null, SESSIONS_SHOWN).items();
        sessions.removeAll();
        sessions.add(new SessionRows(known, workspace().clock().instant(), this::end));
    }

    /** One's own current one as well: that is signing out. */
    private void end(Session session) {
        controlPlane.ownSessions().end(session.id());
        if (session.current()) {
            getUI().ifPresent(ui -> ui.getPage().setLocation("sign-in"));
            return;
        }
        showSessions();
        Notices.done("That sign-in is ended.");
    }

    private void endOthers() {
        List<Session> others = controlPlane.ownSessions().list(null, null).items().stream()
                .filter(one -> one.endedAt() == null && !one.current())
                .toList();
        others.forEach(one -> controlPlane.ownSessions().end(one.id()));
        showSessions();
        Notices.done(
                others.isEmpty()
                        ? "There was no other."
                        : Words.plural(others.size(), "sign-in is", "sign-ins are") + " ended.");
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
