package dev.bursar.adminui.sso;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.sso.ClaimDomain;
import dev.bursar.adminapi.sso.SsoDomain;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.StateBadge;

/** Step one: which mail domains are the organization's. */
final class DomainsPanel {
    private DomainsPanel() {}

    /** @param operates the reader runs the installation: their word stands in for a record */
    static Panel of(SsoSetup setup, Deed deed, boolean writes, boolean operates) {
        Panel panel = new Panel("1 · Mail domains").withTest("sso-domains");
        if (setup.domains().isEmpty()) {
            panel.add(new Paragraph(
                    setup.available()
                            ? "Addresses of a domain that you prove to be yours lead to your identity provider, and whom SCIM"
                                    + " provisions is known by them."
                            : "Whom SCIM provisions is known at their first sign-in by an address of a domain that you prove to"
                                    + " be yours. Others you invite."));
        }
        setup.domains().forEach(domain -> panel.add(row(domain, deed, writes, operates)));
        if (writes) {
            panel.withActions(Buttons.plain("Add a domain", "claim-domain", () -> claim(deed)));
        }
        return panel;
    }

    private static Component row(SsoDomain domain, Deed deed, boolean writes, boolean operates) {
        boolean proved = domain.verifiedAt() != null;
        Span name = new Span(domain.domain());
        name.addClassName("strong");
        StateBadge badge = proved
                ? new StateBadge("Proved", StateBadge.Tone.GOOD)
                : new StateBadge("To be proved", StateBadge.Tone.WARN);
        Div line = new Div(name, badge);
        line.addClassName("row-line");
        Div row = new Div(line);
        row.addClassName("step-item");
        if (!proved) {
            row.add(
                    new Paragraph("Make this TXT record where the domain is administered. It can go once it was seen."),
                    new Facts()
                            .fact("Name", new CopyableId(domain.recordName(), "record name"))
                            .fact("Value", new CopyableId(domain.recordValue(), "record value")));
        }
        Div actions = new Div();
        actions.addClassName("row-actions");
        if (writes && !proved) {
            actions.add(lookFor(domain, deed));
        }
        if (operates && !proved) {
            actions.add(vouchFor(domain, deed));
        }
        if (writes) {
            actions.add(remove(domain, deed));
        }
        row.add(actions);
        return row;
    }

    private static Button lookFor(SsoDomain domain, Deed deed) {
        return Buttons.primary(
                "Look for the record",
                "verify-domain",
                () -> deed.now(domain.domain() + " is yours.", (sso, id) -> sso.verify(id, domain.domain())));
    }

    private static Button vouchFor(SsoDomain domain, Deed deed) {
        return Buttons.plain(
                "Vouch for this domain",
                "vouch-domain",
                () -> Confirm.ask(
                        "Vouch for " + domain.domain() + "?",
                        "Your word as the installation's operator stands in for the record: it is the organization's then,"
                                + " and nobody else can prove it.",
                        "Vouch for it",
                        () -> deed.now(
                                domain.domain() + " is theirs by your word.",
                                (sso, id) -> sso.vouch(id, domain.domain()))));
    }

    private static Button remove(SsoDomain domain, Deed deed) {
        return Buttons.quiet(
                "Remove",
                "remove-domain",
                () -> Confirm.danger(
                        "Remove " + domain.domain() + "?",
                        "Its addresses no longer lead to your identity provider, and nobody joins with one.",
                        "Remove",
                        () -> deed.now(
                                domain.domain() + " is removed.", (sso, id) -> sso.removeDomain(id, domain.domain()))));
    }

    private static void claim(Deed deed) {
        TextField domain = Fields.name("Domain", "domain-name");
        domain.setPlaceholder("example.org");
        Form[] holder = new Form[1];
        Form form = new Form("Add a mail domain", "Add domain", "domain-form", () -> {
            if (Fields.checkNamed(domain, "What stands behind the @ of your addresses?")) {
                deed.controlPlane().sso().claim(deed.organizationId(), new ClaimDomain(domain.getValue()));
                holder[0].close();
                deed.again().run();
            }
        });
        holder[0] = form;
        form.fields(domain);
        form.errors().at("domain", domain);
        form.open();
        domain.focus();
    }
}
