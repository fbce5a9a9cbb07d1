package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.adminapi.access.AcceptInvitation;
import dev.bursar.adminapi.me.Me;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.SignOut;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the link of an invitation leads, after signing in: {@code /join?organization=…&token=…}. Nothing is accepted by
 * opening it, so that a preview of the link in a chat takes nobody's invitation.
 */
@Route("join")
@PageTitle("Join · Bursar")
@PermitAll
public class JoinPage extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    private final transient Workspace workspace;
    private final transient ControlPlane controlPlane;
    private final SignOut signOut;

    JoinPage(Workspace workspace, ControlPlane controlPlane, SignOut signOut) {
        this.workspace = workspace;
        this.controlPlane = controlPlane;
        this.signOut = signOut;
        addClassName("alone");
        getElement().setAttribute("data-test", "join");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Optional<UUID> organization = parameter(event, "organization").flatMap(JoinPage::id);
        Optional<String> token = parameter(event, "token").filter(text -> !text.isBlank());
        if (organization.isEmpty() || token.isEmpty()) {
            doesNotWork();
            return;
        }
        add(new EmptyState(
                Icon.PEOPLE,
                "You are invited",
                "Accept as " + workspace.me().email() + ", and what you may do there is yours at once.",
                Buttons.primary(
                        "Accept the invitation", "accept-invitation", () -> accept(organization.get(), token.get())),
                elsewise()));
    }

    private static Optional<String> parameter(BeforeEnterEvent event, String name) {
        return event.getLocation().getQueryParameters().getSingleParameter(name);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Component elsewise() {
        return Buttons.quiet("Sign in as somebody else", "join-sign-out", signOut::signOut);
    }

    private void accept(UUID organization, String token) {
        try {
            controlPlane.invitations().accept(organization, new AcceptInvitation(token));
        } catch (RefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            removeAll();
            doesNotWork();
            return;
        }
        workspace.forget();
        workspace.memberships().stream()
                .filter(one -> one.organizationId().equals(organization))
                .findFirst()
                .ifPresentOrElse(JoinPage::welcome, () -> Paths.open(""));
    }

    private static void welcome(Me.Membership joined) {
        Notices.done("Welcome to " + joined.organizationName() + ".");
        Paths.open(Paths.overview(joined.slug()));
    }

    private void doesNotWork() {
        add(new EmptyState(
                Icon.ALERT,
                "This invitation does not work",
                "It was used already, has expired or was revoked, or it is for another address than "
                        + workspace.me().email() + ". Whoever invited you can send a new link.",
                elsewise(),
                Paths.link("Go to the console", "")));
    }
}
