package dev.bursar.adminui.sso;

import dev.bursar.adminapi.sso.SignInRuleImpact;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.component.Words;
import java.util.ArrayList;
import java.util.List;

/** Whom a sign-in rule touches, in sentences. */
final class RuleImpacts {
    private RuleImpacts() {}

    /** How it stands. */
    static String standing(SignInRuleImpact impact) {
        List<String> sentences = new ArrayList<>();
        sentences.add(Words.plural(impact.people(), "person is bound by it.", "people are bound by it."));
        if (impact.overdue() > 0) {
            sentences.add(Words.plural(impact.overdue(), "is overdue.", "are overdue."));
        }
        sentences.add(Words.plural(impact.suspended(), "is suspended by it.", "are suspended by it."));
        sentences.addAll(provisioned(impact));
        return String.join(" ", sentences);
    }

    /** What it would do. */
    static String preview(SignInRuleImpact impact) {
        List<String> sentences = new ArrayList<>();
        if (impact.people() == 0) {
            sentences.add("It binds nobody yet.");
        } else {
            sentences.add("It binds " + Words.plural(impact.people(), "person", "people") + ".");
            sentences.add(impact.overdue() == 0 ? "Nobody stayed away for longer." : overdue(impact));
        }
        sentences.addAll(provisioned(impact));
        return String.join(" ", sentences);
    }

    private static String overdue(SignInRuleImpact impact) {
        String administrators = impact.administrators() == 0
                ? ""
                : ", " + Words.plural(impact.administrators(), "administrator", "administrators") + " among them";
        return Words.plural(impact.overdue(), "person", "people") + " did not sign in for so long" + administrators
                + ". Unless they do before "
                + Times.minute(impact.suspendedFrom().toInstant())
                + " they are suspended, and " + Words.plural(impact.keys(), "key stops", "keys stop") + " working.";
    }

    private static List<String> provisioned(SignInRuleImpact impact) {
        return impact.provisioned() == 0
                ? List.of()
                : List.of("Not bound: " + Words.plural(impact.provisioned(), "person", "people") + " whom SCIM keeps.");
    }
}
