package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.UUID;

/** One team, project or class, by a part of its name. */
public final class UnitChoice extends ComboBox<Unit> {
    private static final long serialVersionUID = 1L;

    public UnitChoice(String label) {
        super(label);
        setItemLabelGenerator(UnitChoice::path);
        setPlaceholder("None");
        setClearButtonVisible(true);
    }

    public void offer(ControlPlane controlPlane, UUID organizationId) {
        Lookup.offer(
                this,
                (part, most) -> controlPlane.units().list(organizationId, null, null, part, null, most).items().stream()
                        .filter(unit -> unit.state().equals("active"))
                        .toList());
    }

    /** {@code Research / Vision}. */
    public static String path(Unit unit) {
        return String.join(" / ", unit.path());
    }
}
