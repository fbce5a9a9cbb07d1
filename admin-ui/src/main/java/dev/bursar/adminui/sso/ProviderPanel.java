package dev.bursar.adminui.sso;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;
import dev.bursar.adminui.component.Words;

/** Step two: the company's identity provider. */
final class ProviderPanel {
    private ProviderPanel() {}

    static Panel of(SsoSetup setup, Deed deed, boolean writes) {
        Panel panel = new Panel("2 · Identity provider").withTest("sso-provider");
        if (setup.connections().isEmpty()) {
            panel.add(
                    new Paragraph("Register Bursar at your provider with these addresses, then connect it here."),
                    new Facts()
                            .fact(
                                    "Redirect URI, or assertion consumer service",
                                    copyable(setup.callbackUrl(), "address"))
                            .fact("Entity id, for SAML", copyable(setup.entityId(), "entity id")));
        }
        setup.connections().forEach(connection -> panel.add(row(connection, deed, writes)));
        if (writes && setup.connections().isEmpty()) {
            panel.withActions(Buttons.primary("Connect a provider", "connect-sso", () -> new ConnectForm(deed).open()));
        }
        return panel;
    }

    static StateBadge badge(SsoConnection connection) {
        return switch (connection.state()) {
            case "enforced" -> new StateBadge("Required", StateBadge.Tone.GOOD);
            case "tested" -> new StateBadge("Works", StateBadge.Tone.GOOD);
            case "disabled" -> new StateBadge("Switched off", StateBadge.Tone.BAD);
            default ->
                new StateBadge(
                        connection.inUse() ? "Changed: to be tested again" : "To be tested", StateBadge.Tone.WARN);
        };
    }

    private static Component row(SsoConnection connection, Deed deed, boolean writes) {
        Facts facts = new Facts()
                .fact("State", badge(connection))
                .fact("Kind", connection.kind().equals("oidc") ? "OpenID Connect" : "SAML")
                .fact("Provider", connection.provider())
                .fact("Registered address", copyable(connection.callbackUrl(), "address"))
                .fact(
                        "Who joins through it is",
                        Words.sentence(connection.defaultRole().replace('_', ' ')))
                .fact("Read from", readFrom(connection));
        if (!connection.clientId().isEmpty()) {
            facts.fact("Client id", connection.clientId()).fact("Scopes", connection.scopes());
        }
        if (!connection.applied()) {
            facts.fact("Applied", "Keycloak does not know it as it is here yet.");
        }
        Div row = new Div(facts);
        row.addClassName("step-item");
        if (writes) {
            row.add(actions(connection, deed));
        }
        return row;
    }

    private static String readFrom(SsoConnection connection) {
        return String.join(
                ", ",
                connection.emailAttribute(),
                connection.firstNameAttribute(),
                connection.lastNameAttribute(),
                connection.groupsAttribute());
    }

    private static Div actions(SsoConnection connection, Deed deed) {
        Div actions = new Div(Buttons.plain("Edit", "edit-sso", () -> new EditForm(deed, connection).open()));
        actions.addClassName("row-actions");
        if (connection.state().equals("disabled")) {
            actions.add(Buttons.plain(
                    "Switch on",
                    "enable-sso",
                    () -> deed.now("It has to be tested again.", (sso, id) -> sso.enable(id, connection.id()))));
        } else {
            actions.add(Buttons.danger(
                    "Switch off",
                    "disable-sso",
                    () -> deed.weighed(
                            connection,
                            impact -> Confirm.danger(
                                    "Switch " + connection.name() + " off?",
                                    Impacts.ofSwitchingOff(impact),
                                    "Switch off",
                                    () -> deed.now("Switched off.", (sso, id) -> sso.disable(id, connection.id()))))));
        }
        actions.add(Buttons.quiet(
                "Remove",
                "remove-sso",
                () -> deed.weighed(
                        connection,
                        impact -> Confirm.danger(
                                "Remove " + connection.name() + "?",
                                Impacts.ofRemoving(impact),
                                "Remove",
                                () -> deed.now("Removed.", (sso, id) -> sso.remove(id, connection.id()))))));
        return actions;
    }

    private static CopyableId copyable(String text, String what) {
        return new CopyableId(text, what);
    }
}
