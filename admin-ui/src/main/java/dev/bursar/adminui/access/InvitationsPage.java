package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.access.Invitation;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.Csv;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was invited and has not come yet? */
@Route(value = "people/invitations", layout = Shell.class)
@PermitAll
public class InvitationsPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final String OPEN = "open";
    private static final String ANY = "all";

    private final transient ControlPlane controlPlane;
    private Table<Invitation> table = new Table<>("Invitations", "invitations-table");
    private String state = OPEN;

    InvitationsPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Invitations", Action.READ_MEMBERS);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        state = location.getQueryParameters().getSingleParameter("state").orElse(OPEN);
        head(
                "Invitations",
                "A link works once, for a week, for the person with that e-mail address.",
                PeopleParts.actions(workspace(), new CsvLink("invitations", this::csv), this::invite));
        add(PeopleParts.bar(slug(), PeopleParts.INVITATIONS), states());
        table = new Table<Invitation>("Invitations", "invitations-table")
                .identifiedBy(Invitation::id)
                .column("Invited", this::who)
                .column("State", "8rem", InvitationsPage::badge)
                .column("Expires", "9rem", one -> TimeText.ago(one.expiresAt(), now(), ""))
                .column("Invited by", "14rem", this::by)
                .column("", "13rem", this::actions)
                .compact(this::compact)
                .whenEmpty(this::nothing);
        add(table);
        refresh();
    }

    private void invite() {
        new InviteForm(controlPlane, workspace(), this::refresh).open();
    }

    private Component states() {
        Segments<String> states = new Segments<>(
                "State",
                List.of(OPEN, "expired", "accepted", "revoked", ANY),
                Words::sentence,
                one -> "invitations-" + one,
                chosen -> {
                    state = chosen;
                    refresh();
                });
        states.press(state);
        Div filters = new Div(states);
        filters.addClassName("filters");
        return filters;
    }

    private void refresh() {
        table.show((cursor, size) ->
                controlPlane.invitations().list(organizationId(), state.equals(ANY) ? null : state, cursor, size));
    }

    private Component nothing() {
        if (!state.equals(OPEN)) {
            return new EmptyState(Icon.INBOX, "No invitation of this kind", "Choose another state.");
        }
        Component[] step = mayAnywhere(Action.WRITE_MEMBERS)
                ? new Component[] {Buttons.primary("Invite people", "invite-first", this::invite)}
                : new Component[0];
        return new EmptyState(
                Icon.INBOX,
                "Nobody is waited for",
                "Paste one address or a whole list: each person gets a link of their own, and the role you choose.",
                step);
    }

    private Component who(Invitation one) {
        Div cell = new Div(Paths.link(one.name(), Paths.person(slug(), one.memberId())));
        if (!one.name().equals(one.email())) {
            cell.add(MemberStates.soft(one.email()));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    private static StateBadge badge(Invitation one) {
        return switch (one.state()) {
            case "open" -> new StateBadge("Open", StateBadge.Tone.CALM);
            case "accepted" -> new StateBadge("Accepted", StateBadge.Tone.GOOD);
            case "expired" -> new StateBadge("Expired", StateBadge.Tone.WARN);
            default -> new StateBadge("Revoked", StateBadge.Tone.BAD);
        };
    }

    private Component by(Invitation one) {
        Div cell = new Div(MemberStates.soft(one.createdBy()), TimeText.ago(one.createdAt(), now(), ""));
        cell.addClassName("two-lines");
        return cell;
    }

    private Component actions(Invitation one) {
        Div actions = new Div();
        actions.addClassName("panel-actions");
        if (one.mayChange()) {
            actions.add(
                    Buttons.quiet("New link", "resend-invitation", () -> resend(one)),
                    Buttons.quiet("Revoke", "revoke-invitation", () -> revoke(one)));
        }
        return actions;
    }

    private void resend(Invitation one) {
        InvitationLinks links =
                new InvitationLinks(List.of(controlPlane.invitations().resend(organizationId(), one.id())), Map.of());
        refresh();
        links.open();
    }

    private void revoke(Invitation one) {
        Confirm.danger(
                "Revoke the invitation of " + one.email() + "?",
                "The link does not work any more, and the roles that were waiting for them are taken away.",
                "Revoke invitation",
                () -> {
                    controlPlane.invitations().revoke(organizationId(), one.id());
                    refresh();
                    Notices.done("The invitation of " + one.email() + " is revoked.");
                });
    }

    private Component compact(Invitation one) {
        Div first = new Div(who(one), badge(one));
        first.addClassName("row-line");
        Div cell = new Div(first, actions(one));
        cell.addClassName("two-lines");
        return cell;
    }

    private Instant now() {
        return workspace().clock().instant();
    }

    private Csv csv() {
        return new Csv("id", "email", "state", "expires", "invited_by", "invited", "accepted")
                .rows(table.all(), one -> new @Nullable Object[] {
                    one.id(),
                    one.email(),
                    one.state(),
                    one.expiresAt(),
                    one.createdBy(),
                    one.createdAt(),
                    one.acceptedAt()
                });
    }
}
