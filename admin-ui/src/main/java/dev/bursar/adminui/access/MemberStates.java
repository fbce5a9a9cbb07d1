package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.StateBadge;

/** Pieces that tell about a person. */
final class MemberStates {
    private MemberStates() {}

    static StateBadge badge(Member member) {
        return switch (member.state()) {
            case "active" -> new StateBadge("Active", StateBadge.Tone.GOOD);
            case "invited" -> new StateBadge("Invited", StateBadge.Tone.CALM);
            case "suspended" -> new StateBadge("Suspended", StateBadge.Tone.WARN);
            default -> new StateBadge("Removed", StateBadge.Tone.BAD);
        };
    }

    static String source(Member member) {
        return switch (member.source()) {
            case "invitation" -> "Invited";
            case "sso" -> "Single sign-on";
            case "scim" -> "Provisioned by SCIM";
            default -> "Added by hand";
        };
    }

    static Component name(String slug, Member member) {
        Div cell = new Div(Paths.link(member.name(), path(slug, member)));
        if (!member.name().equals(member.email())) {
            cell.add(soft(member.email()));
        }
        cell.addClassName("two-lines");
        return cell;
    }

    /** Whoever was removed has no page any more; what happened to them stays in the log. */
    static String path(String slug, Member member) {
        return member.state().equals("removed") ? Paths.auditOf(slug, member.id()) : Paths.person(slug, member.id());
    }

    static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
