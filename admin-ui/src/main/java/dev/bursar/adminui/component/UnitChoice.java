package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** @param chosen null, or none that the reader sees: nothing is chosen yet */
    public void offer(ControlPlane controlPlane, UUID organizationId, @Nullable UUID chosen) {
        offer(controlPlane, organizationId);
        if (chosen == null) {
            return;
        }
        try {
            setValue(ControlPlane.body(controlPlane.units().get(organizationId, chosen)));
        } catch (RefusedException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** {@code Research / Vision}. */
    public static String path(Unit unit) {
        return String.join(" / ", unit.path());
    }
}
