package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.CsvLink;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Segments;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;

/** The pages about people, side by side. */
final class PeopleParts {
    static final String PEOPLE = "people";
    static final String INVITATIONS = "invitations";
    static final String GROUPS = "groups";
    static final String ROLES = "roles";

    private PeopleParts() {}

    /** The list as a file, and the button that invites for whoever may. */
    static Component[] actions(Workspace workspace, CsvLink csv, Runnable invite) {
        return workspace.mayAnywhere(Action.WRITE_MEMBERS)
                ? new Component[] {csv, Buttons.adding("Invite people", "invite-people", invite)}
                : new Component[] {csv};
    }

    static Div bar(String slug, String current) {
        Segments<String> parts = new Segments<>(
                "Part",
                List.of(PEOPLE, INVITATIONS, GROUPS, ROLES),
                Words::sentence,
                one -> "people-" + one,
                chosen -> Paths.open(Paths.page(slug, chosen.equals(PEOPLE) ? PEOPLE : PEOPLE + "/" + chosen)));
        parts.press(current);
        Div filters = new Div(parts);
        filters.addClassName("filters");
        return filters;
    }
}
