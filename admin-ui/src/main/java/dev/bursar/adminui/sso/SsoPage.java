package dev.bursar.adminui.sso;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminapi.sso.SsoPending;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How do our people sign in with the company's own login, and what is left to do until they do? */
@Route(value = "single-sign-on", layout = Shell.class)
@PermitAll
public class SsoPage extends ConsolePage {
    private static final long serialVersionUID = 1L;
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final transient ControlPlane controlPlane;
    private final Div steps = new Div();
    private Paragraph answer = new Paragraph();
    private transient @Nullable SsoSetup shown;

    SsoPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Single sign-on", Action.READ_SINGLE_SIGN_ON);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        SsoSetup setup = controlPlane.sso().get(organizationId());
        answer = head("Single sign-on", lead(setup));
        steps.addClassName("steps");
        add(steps);
        show(setup);
        // The test sign-in happens in another window: what it brings is seen here.
        live(LOOK, this::look);
    }

    private void look() {
        SsoSetup now = controlPlane.sso().get(organizationId());
        if (!now.equals(shown)) {
            show(now);
        }
    }

    private void show(SsoSetup setup) {
        shown = setup;
        answer.setText(lead(setup));
        boolean writes = may(Action.WRITE_ORGANIZATION);
        Deed deed = new Deed(controlPlane, organizationId(), this::again);
        steps.removeAll();
        if (!setup.available()) {
            steps.add(
                    new EmptyState(Icon.SHIELD, "Not in this installation yet", setup.needed()),
                    DomainsPanel.of(setup, deed, writes, operates()));
            return;
        }
        SsoPending pending = setup.pending();
        if (pending != null) {
            steps.add(PendingPanel.of(pending));
        }
        steps.add(
                DomainsPanel.of(setup, deed, writes, operates()),
                ProviderPanel.of(setup, deed, writes),
                GroupsPanel.of(setup, deed, workspace(), writes),
                TestPanel.of(setup, deed, writes),
                SignInRulePanel.of(setup, deed, writes),
                EmergencyPanel.of(setup, deed, writes));
    }

    /** In any organization: that is about the installation. */
    private boolean operates() {
        return workspace().memberships().stream().anyMatch(Action.OPERATE_ORGANIZATIONS::isHeldBy);
    }

    private void again() {
        show(controlPlane.sso().get(organizationId()));
    }

    /** The one sentence: where it stands. */
    private static String lead(SsoSetup setup) {
        if (!setup.available()) {
            return "Your people sign in with the company's own login.";
        }
        Optional<SsoConnection> connection = setup.connections().stream().findFirst();
        boolean domain = setup.domains().stream().map(SsoDomain::verifiedAt).anyMatch(Objects::nonNull);
        if (connection.isEmpty()) {
            return domain
                    ? "Next: connect the company's identity provider."
                    : "Three steps: prove a mail domain, connect the identity provider, sign in once through it.";
        }
        return switch (connection.get().state()) {
            case "enforced" ->
                "Everybody with your domains signs in through "
                        + connection.get().name() + ".";
            case "tested" -> connection.get().name() + " works. People may use it, and need not yet.";
            case "disabled" -> connection.get().name() + " is switched off.";
            default ->
                connection.get().inUse()
                        ? connection.get().name() + " was changed. Next: sign in once through it to see that it works."
                        : "Next: sign in once through " + connection.get().name() + ".";
        };
    }
}
