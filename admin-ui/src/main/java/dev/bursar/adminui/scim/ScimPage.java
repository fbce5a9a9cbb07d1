package dev.bursar.adminui.scim;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.bursar.adminapi.scim.ScimConnection;
import dev.bursar.adminapi.scim.ScimResource;
import dev.bursar.adminapi.scim.ScimToken;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ConsolePage;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.GroupRows;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import dev.bursar.adminui.controlplane.Workspace;
import dev.bursar.adminui.shell.Shell;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;

/** How does the identity provider get in, and what has it brought? */
@Route(value = "scim", layout = Shell.class)
@PermitAll
public class ScimPage extends ConsolePage {
    private static final long serialVersionUID = 1L;

    private final transient ControlPlane controlPlane;
    private final Div facts = new Div();
    private Table<ScimToken> tokens = new Table<>("Tokens", "scim-tokens");
    private Table<ScimResource> resources = new Table<>("Provisioned", "scim-resources");

    ScimPage(Workspace workspace, ControlPlane controlPlane) {
        super(workspace, "Provisioning", Action.READ_SCIM);
        this.controlPlane = controlPlane;
    }

    @Override
    protected void build(RouteParameters parameters, Location location) {
        head(
                "Provisioning",
                "Your identity provider keeps people and groups here by SCIM 2.0. Whoever it switches off loses their"
                        + " keys at once.",
                actions());
        tokens = tokenTable();
        resources = resourceTable();
        add(
                new Panel("Connect", facts).withTest("scim-connect"),
                new Panel("Tokens", tokens),
                new Panel("Changed last", resources),
                new ScimHelp());
        refresh();
    }

    private Component[] actions() {
        if (!may(Action.WRITE_SCIM)) {
            return new Component[0];
        }
        Button issue = Buttons.adding("Issue token", "issue-scim-token", this::issue);
        return new Component[] {issue};
    }

    private void issue() {
        new IssueTokenForm(controlPlane, workspace(), this::refresh).open();
    }

    private void refresh() {
        ScimConnection connection = controlPlane.scim().connection(organizationId());
        facts.removeAll();
        facts.add(new Facts()
                .fact("Address to paste", new CopyableId(connection.address(), "address"))
                .fact("People", Long.toString(connection.users()))
                .fact("Groups", Long.toString(connection.groups()))
                .fact("Last call", TimeText.ago(connection.lastUsedAt(), now(), "Never")));
        tokens.show((cursor, size) -> controlPlane.scim().tokens(organizationId(), cursor, size));
        resources.show((cursor, size) -> controlPlane.scim().resources(organizationId(), cursor, size));
    }

    private Table<ScimToken> tokenTable() {
        return new Table<ScimToken>("Tokens", "scim-tokens")
                .column("Name", ScimPage::tokenName)
                .column("State", "8rem", token -> StateBadge.ofKey(token.state()))
                .column("Last used", "9rem", token -> TimeText.ago(token.lastUsedAt(), now(), "Never"))
                .column("Expires", "9rem", token -> TimeText.ago(token.expiresAt(), now(), "Never"))
                .column("", "7rem", this::revoke)
                .compact(token -> compact(tokenName(token), StateBadge.ofKey(token.state()), revoke(token)))
                .whenEmpty(() -> new EmptyState(
                        Icon.KEY,
                        "No token has been issued yet",
                        "Issue one, and paste it with the address above into your identity provider."));
    }

    private Table<ScimResource> resourceTable() {
        return new Table<ScimResource>("Provisioned", "scim-resources")
                .column("Name", this::name)
                .column("Kind", "8rem", one -> new Span(one.kind().equals("user") ? "Person" : "Group"))
                .column("State", "9rem", ScimPage::state)
                .column("Changed", "9rem", one -> TimeText.ago(one.changedAt(), now(), ""))
                .compact(one -> compact(name(one), state(one), TimeText.ago(one.changedAt(), now(), "")))
                .whenEmpty(() -> new EmptyState(
                        Icon.PEOPLE, "Nothing has come yet", "People and groups appear here as they are provisioned."));
    }

    /** Of a person the name that the provider signs them in by; it leads to their page. */
    private Component name(ScimResource one) {
        if (one.kind().equals("group")) {
            return GroupRows.name(one.id(), one.name(), workspace());
        }
        return mayAnywhere(Action.READ_MEMBERS)
                ? Paths.link(one.name(), Paths.person(slug(), one.id()))
                : new Span(one.name());
    }

    private static Component tokenName(ScimToken token) {
        Span masked = new Span(token.masked());
        masked.addClassNames("soft", "mono");
        Div cell = new Div(new Span(token.name()), masked);
        cell.addClassName("two-lines");
        return cell;
    }

    private Component revoke(ScimToken token) {
        if (!may(Action.WRITE_SCIM) || !token.state().equals("active")) {
            return new Span();
        }
        return Buttons.quiet(
                "Revoke",
                "revoke-scim-token",
                () -> Confirm.danger(
                        "Revoke " + token.name() + "?",
                        "Whoever uses it is refused from now on. People and groups that came with it stay.",
                        "Revoke",
                        () -> revokeNow(token)));
    }

    private void revokeNow(ScimToken token) {
        try {
            ControlPlane.body(controlPlane.scim().revoke(organizationId(), token.id()));
            Notices.done(token.name() + " is revoked.");
        } catch (ControlPlaneException e) {
            Notices.of(e);
        }
        refresh();
    }

    private static Component state(ScimResource one) {
        return switch (one.state()) {
            case "suspended" -> new StateBadge("Suspended", StateBadge.Tone.BAD);
            case "invited" -> new StateBadge("Invited", StateBadge.Tone.CALM);
            default -> new StateBadge("Active", StateBadge.Tone.GOOD);
        };
    }

    private static Component compact(Component name, Component state, Component last) {
        Div first = new Div(name, state);
        first.addClassName("row-line");
        Div cell = new Div(first, last);
        cell.addClassName("two-lines");
        return cell;
    }

    private Instant now() {
        return workspace().clock().instant();
    }
}
