package dev.bursar.adminui.sso;

import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.adminapi.sso.SignInRuleImpact;
import dev.bursar.adminapi.sso.SsoConnection;
import dev.bursar.adminapi.sso.SsoSetup;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Panel;

/** Who left the company is noticed because they no longer sign in: for organizations without SCIM. */
final class SignInRulePanel {
    private SignInRulePanel() {}

    static Panel of(SsoSetup setup, Deed deed, boolean writes) {
        Panel panel = new Panel("Who stopped signing in").withTest("sso-rule");
        if (setup.connections().isEmpty()) {
            panel.add(new Paragraph("Once a provider is connected."));
            return panel;
        }
        SsoConnection connection = setup.connections().getFirst();
        Integer days = connection.signInWithinDays();
        if (days == null) {
            panel.add(
                    new Paragraph("A provider tells nobody who left, unless it provisions people by SCIM: their keys go"
                            + " on. Have people sign in now and then, and suspend those who don't."));
        } else {
            SignInRuleImpact now =
                    deed.controlPlane().signInRules().impact(deed.organizationId(), connection.id(), null);
            panel.add(
                    new Paragraph("Whoever does not sign in through " + connection.name() + " for " + days
                            + " days is suspended, and their keys stop working. They get an e-mail some days before."),
                    new Paragraph(RuleImpacts.standing(now)));
        }
        if (writes) {
            panel.withActions(Buttons.plain(
                    days == null ? "Make it a rule" : "Change the rule",
                    "set-sign-in-rule",
                    () -> new SignInRuleForm(deed, connection).open()));
        }
        if (writes && days != null) {
            panel.withActions(Buttons.quiet(
                    "Switch the rule off",
                    "end-sign-in-rule",
                    () -> Confirm.ask(
                            "Let people stay without signing in?",
                            "Nobody is suspended by it any more. Whoever is stays so until they sign in, or you re-activate"
                                    + " them.",
                            "Switch it off",
                            () -> SignInRuleForm.end(deed, connection))));
        }
        return panel;
    }
}
