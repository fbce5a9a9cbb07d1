package dev.bursar.adminui.sso;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.TimeText;
import java.util.Objects;
import java.util.stream.Collectors;

/** Step four: sign in through it once, then require it. */
final class TestPanel {
    private TestPanel() {}

    static Panel of(SsoSetup setup, Deed deed, boolean writes) {
        Panel panel = new Panel("4 · Try it, then require it").withTest("sso-test");
        if (setup.connections().isEmpty()) {
            panel.add(new Paragraph("Once a provider is connected."));
            return panel;
        }
        SsoConnection connection = setup.connections().getFirst();
        switch (connection.state()) {
            case "draft" -> tryIt(panel, connection, setup, writes);
            case "tested" -> require(panel, connection, setup, deed, writes);
            case "enforced" -> required(panel, connection, deed, writes);
            default -> panel.add(new Paragraph("Switch the provider on first."));
        }
        return panel;
    }

    private static void tryIt(Panel panel, SsoConnection connection, SsoSetup setup, boolean writes) {
        if (domains(setup).isEmpty()) {
            panel.add(new Paragraph("Prove a mail domain first: only its addresses are believed."));
            return;
        }
        if (!connection.applied()) {
            panel.add(new Paragraph("Keycloak has to be told of it first; that is tried by itself."));
            return;
        }
        panel.add(new Paragraph("Open this address in a private window and sign in with an address of " + domains(setup)
                + ". This page sees it when it worked; nobody else is led there yet."));
        if (writes) {
            Div line = new Div();
            line.addClassName("row-line");
            line.getElement().setAttribute("data-test", "sso-test-link");
            panel.add(line);
            UI.getCurrent().getPage().fetchCurrentURL(here -> {
                String address = here.getProtocol() + "://" + here.getAuthority() + "/sign-in?connection="
                        + connection.testHint();
                Span text = new Span(address);
                text.addClassName("mono");
                line.add(text, CopyButton.labelled(address, "address"));
            });
        }
    }

    private static void require(Panel panel, SsoConnection connection, SsoSetup setup, Deed deed, boolean writes) {
        panel.add(worked(connection));
        if (setup.breakGlass() == null) {
            panel.add(
                    new Paragraph("Issue the break-glass account below before you require it: should the provider fail,"
                            + " it is the way in."));
        }
        if (writes) {
            panel.withActions(Buttons.primary(
                    "Require it",
                    "enforce-sso",
                    () -> Confirm.danger(
                            "Require " + connection.name() + "?",
                            "Everybody with an address of " + domains(setup)
                                    + " must come through it from now on; who is"
                                    + " signed in otherwise is refused at the next call.",
                            "Require it",
                            () -> deed.now("It is required.", (sso, id) -> sso.enforce(id, connection.id())))));
        }
    }

    private static void required(Panel panel, SsoConnection connection, Deed deed, boolean writes) {
        panel.add(worked(connection), new Paragraph("It is required of everybody with your domains."));
        if (writes) {
            panel.withActions(Buttons.plain(
                    "No longer require it",
                    "relax-sso",
                    () -> deed.now("It is no longer required.", (sso, id) -> sso.relax(id, connection.id()))));
        }
    }

    private static Div worked(SsoConnection connection) {
        Div line = new Div(new Paragraph("Signed in through it: " + connection.testedBy()));
        if (connection.testedAt() != null) {
            line.add(TimeText.at(Objects.requireNonNull(connection.testedAt())));
        }
        line.addClassName("row-line");
        return line;
    }

    private static String domains(SsoSetup setup) {
        return setup.domains().stream()
                .filter(domain -> domain.verifiedAt() != null)
                .map(SsoDomain::domain)
                .collect(Collectors.joining(", "));
    }
}
