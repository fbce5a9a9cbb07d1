package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.Role;
import java.util.List;
import java.util.Locale;

/** Roles in words. */
public final class RoleWords {
    private RoleWords() {}

    /** What a built-in role is for; of a custom one what its maker wrote. */
    public static String about(Role role) {
        return role.id() != null || !role.description().isBlank()
                ? role.description()
                : switch (role.name()) {
                    case "organization_admin" -> "May do everything in the organization.";
                    case "finance" -> "Keeps budgets and the books; sees what everybody spends.";
                    case "team_admin" -> "Runs a team: its people, keys and budgets.";
                    case "instructor" -> "Hands keys to a class and sees what the class spends.";
                    case "member" -> "Holds keys of their own and sees what these spend.";
                    case "auditor" -> "Sees everything and changes nothing.";
                    case "platform_operator" -> "Runs the installation: organizations, gateways, providers.";
                    default -> "";
                };
    }

    /** {@code Team admin over Research}. */
    public static String over(String role, @org.jspecify.annotations.Nullable String unitName) {
        return Words.sentence(role) + " over " + (unitName == null ? "the whole organization" : unitName);
    }

    public static Component badges(List<String> roles) {
        Div badges = new Div();
        badges.addClassName("badges");
        roles.forEach(role -> badges.add(new StateBadge(Words.sentence(role), StateBadge.Tone.CALM)));
        if (roles.isEmpty()) {
            Span none = new Span("No role");
            none.addClassName("soft");
            badges.add(none);
        }
        return badges;
    }

    /** In the address of its page. */
    public static String handle(Role role) {
        return role.id() == null
                ? role.name().toLowerCase(Locale.ROOT)
                : role.id().toString();
    }
}
