package dev.bursar.adminui.key;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.ListFilter;
import dev.bursar.adminui.component.MemberChoice;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whose keys, and of which team: what a list of keys asks beside states and words. */
final class KeyFilters {
    /** Names in the address of the page of keys. */
    static final String OWNER = "owner";

    static final String UNIT = "unit";

    private KeyFilters() {}

    static Component[] of(ControlPlane controlPlane, Workspace workspace, ListFilter filter) {
        List<Component> all = new ArrayList<>();
        if (workspace.mayAnywhere(Action.READ_MEMBERS)) {
            MemberChoice owner = Fields.tested(new MemberChoice(""), "keys-owner");
            owner.setPlaceholder("Anybody's");
            owner.setAriaLabel("Whose keys");
            owner.offer(controlPlane, workspace.organizationId(), filter.id(OWNER));
            all.add(following(owner, filter, OWNER, person -> person.id()));
        }
        if (workspace.mayAnywhere(Action.READ_UNITS)) {
            UnitChoice unit = Fields.tested(new UnitChoice(""), "keys-unit");
            unit.setPlaceholder("Any team");
            unit.setAriaLabel("Charged to a team, project or class, or to what is in it");
            unit.offer(controlPlane, workspace.organizationId(), filter.id(UNIT));
            all.add(following(unit, filter, UNIT, one -> one.id()));
        }
        return all.toArray(Component[]::new);
    }

    private static <T> Component following(ComboBox<T> box, ListFilter filter, String name, Function<T, UUID> id) {
        box.addValueChangeListener(change -> filter.set(name, text(change.getValue(), id)));
        return box;
    }

    private static <T> String text(@Nullable T value, Function<T, UUID> id) {
        return value == null ? "" : id.apply(value).toString();
    }
}
