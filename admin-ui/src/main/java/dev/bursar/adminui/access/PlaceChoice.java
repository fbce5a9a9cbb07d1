package dev.bursar.adminui.access;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A team, project, class, key or budget by a part of its name; nothing chosen: the organization itself. */
final class PlaceChoice extends ComboBox<PlaceChoice.Place> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_OF_A_KIND = 20;

    /** At most one id. */
    record Place(
            String label,
            @Nullable UUID unitId,
            @Nullable UUID keyId,
            @Nullable UUID budgetId) {
        static final Place ORGANIZATION = new Place("", null, null, null);

        String in() {
            return label.isEmpty() ? "in the organization itself" : "in " + label;
        }
    }

    private final transient ControlPlane controlPlane;
    private final transient Workspace workspace;

    PlaceChoice(ControlPlane controlPlane, Workspace workspace) {
        super("Where");
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        setPlaceholder("The organization itself");
        setClearButtonVisible(true);
        setItemLabelGenerator(Place::label);
        setItems(query -> matching(query.getFilter().orElse("")).stream()
                .skip(query.getOffset())
                .limit(query.getLimit()));
    }

    Place place() {
        return getValue() == null ? Place.ORGANIZATION : getValue();
    }

    private List<Place> matching(String part) {
        UUID organization = workspace.organizationId();
        String search = part.isBlank() ? null : part.strip();
        List<Place> places = new ArrayList<>();
        if (workspace.mayAnywhere(Action.READ_UNITS)) {
            for (Unit unit : controlPlane
                    .units()
                    .list(organization, null, null, search, null, MOST_OF_A_KIND)
                    .items()) {
                places.add(new Place(Words.sentence(unit.kind()) + " " + UnitChoice.path(unit), unit.id(), null, null));
            }
        }
        if (workspace.mayAnywhere(Action.READ_KEYS)) {
            for (Key key : controlPlane
                    .keys()
                    .list(organization, null, search, null, null, null, "name", null, MOST_OF_A_KIND)
                    .items()) {
                places.add(new Place("Key " + key.name() + " " + key.masked(), null, key.id(), null));
            }
        }
        if (workspace.mayAnywhere(Action.READ_BUDGETS)) {
            controlPlane
                    .budgets()
                    .list(organization, null, search, null, MOST_OF_A_KIND)
                    .items()
                    .forEach(budget -> places.add(new Place("Budget " + budget.name(), null, null, budget.id())));
        }
        return places;
    }
}
