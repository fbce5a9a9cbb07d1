package dev.bursar.adminui.sso;

import dev.bursar.adminapi.sso.SsoImpact;
import dev.bursar.adminui.component.Words;
import java.util.ArrayList;
import java.util.List;

/** Whom a change of a connection touches, in sentences. */
final class Impacts {
    private Impacts() {}

    static String ofChange(SsoImpact impact) {
        List<String> sentences = new ArrayList<>();
        sentences.add(people(impact) + " and it may break that.");
        sentences.add("It has to be tested again"
                + (impact.required() ? ", and is no longer required until you require it anew." : "."));
        sentences.add(wayIn(impact));
        return String.join(" ", sentences);
    }

    static String ofSwitchingOff(SsoImpact impact) {
        return ofEnd(impact, "Nobody comes through it any more, and who did is refused at the next call.");
    }

    static String ofRemoving(SsoImpact impact) {
        return ofEnd(impact, "For good. Members stay, and need another way to sign in.");
    }

    private static String ofEnd(SsoImpact impact, String end) {
        List<String> sentences = new ArrayList<>(List.of(end, people(impact).replaceFirst(",$", ".")));
        if (!impact.domains().isEmpty()) {
            sentences.add("Addresses of " + String.join(", ", impact.domains()) + " lead there no longer.");
        }
        if (impact.required()) {
            sentences.add("It is required now; then nothing is.");
        }
        if (impact.groups() > 0) {
            sentences.add(Words.plural((int) impact.groups(), "group gives", "groups give")
                    + " roles: who is in them is not renewed any more.");
        }
        sentences.add(wayIn(impact));
        return String.join(" ", sentences);
    }

    private static String people(SsoImpact impact) {
        if (impact.people() == 0) {
            return "Nobody has come through it yet,";
        }
        return Words.plural((int) impact.people(), "person signs in", "people sign in") + " through it, "
                + (impact.administrators() == 0
                        ? "no administrator among them,"
                        : Words.plural((int) impact.administrators(), "administrator", "administrators")
                                + " among them,");
    }

    private static String wayIn(SsoImpact impact) {
        if (impact.otherAdministrators() > 0) {
            return Words.plural(
                            (int) impact.otherAdministrators(),
                            "other administrator has another way in",
                            "other administrators have another way in")
                    + (impact.breakGlass() ? ", as does the break-glass account." : ".");
        }
        return impact.breakGlass()
                ? "The break-glass account is the only other way in for an administrator."
                : "No administrator has another way in: issue the break-glass account first.";
    }
}
