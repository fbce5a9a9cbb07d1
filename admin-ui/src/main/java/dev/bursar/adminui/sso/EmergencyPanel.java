package dev.bursar.adminui.sso;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.sso.BreakGlass;
import dev.bursar.adminapi.sso.IssuedBreakGlass;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.CopyButton;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.ControlPlaneException;
import java.util.Locale;

/** The account for when the provider fails. */
final class EmergencyPanel {
    private EmergencyPanel() {}

    static Panel of(SsoSetup setup, Deed deed, boolean writes) {
        Panel panel = new Panel("Break-glass account").withTest("sso-break-glass");
        panel.add(
                new Paragraph("One administrator whom no provider can keep out. Keep its password sealed away; each use"
                        + " stands in the audit log."));
        BreakGlass account = setup.breakGlass();
        if (account != null) {
            panel.add(facts(account));
        }
        if (writes) {
            panel.withActions(Buttons.plain(
                    account == null ? "Issue it" : "New password", "issue-break-glass", () -> issue(deed)));
        }
        if (writes && account != null) {
            panel.withActions(Buttons.quiet(
                    "Close it",
                    "close-break-glass",
                    () -> Confirm.danger(
                            "Close the break-glass account?",
                            "Should the provider fail, nobody of your organization gets in.",
                            "Close it",
                            () -> deed.now("Closed.", (sso, id) -> sso.closeBreakGlass(id)))));
        }
        return panel;
    }

    private static Facts facts(BreakGlass account) {
        Facts facts = new Facts()
                .fact("User name", new CopyableId(account.username(), "user name"))
                .fact("Issued", TimeText.at(account.issuedAt()));
        var used = account.lastUsedAt();
        return used == null ? facts.fact("Last used", "Never") : facts.fact("Last used", TimeText.at(used));
    }

    private static void issue(Deed deed) {
        try {
            showOnce(ControlPlane.body(deed.controlPlane().sso().issueBreakGlass(deed.organizationId())), deed);
        } catch (ControlPlaneException e) {
            Notices.of(e);
        }
    }

    private static void showOnce(IssuedBreakGlass issued, Deed deed) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle("The break-glass account");
        dialog.addClassName("issued");
        // A stray click must not lose what is shown only once.
        dialog.setCloseOnEsc(false);
        dialog.setCloseOnOutsideClick(false);
        Paragraph once = new Paragraph("Write it down now: it is not shown again.");
        once.addClassName("once");
        dialog.add(
                once,
                row("User name", issued.account().username(), "break-glass-user"),
                row("Password", issued.password(), "break-glass-password"));
        dialog.getFooter().add(Buttons.primary("Done", "break-glass-done", dialog::close));
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                deed.again().run();
            }
        });
        dialog.open();
    }

    private static Div row(String label, String text, String test) {
        Span name = new Span(label);
        name.addClassName("secret-label");
        Span value = new Span(text);
        value.addClassNames("mono", "secret-text");
        value.getElement().setAttribute("data-test", test);
        Div row = new Div(name, value, CopyButton.labelled(text, label.toLowerCase(Locale.ROOT)));
        row.addClassName("secret-row");
        return row;
    }
}
