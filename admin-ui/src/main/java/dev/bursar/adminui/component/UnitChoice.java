package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.UUID;

/** One team, project or class, by a part of its name. */
public final class UnitChoice extends ComboBox<Unit> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_OFFERED = 200;

    public UnitChoice(String label) {
        super(label);
        setItemLabelGenerator(UnitChoice::path);
        setPlaceholder("None");
        setClearButtonVisible(true);
    }

    public void offer(ControlPlane controlPlane, UUID organizationId) {
        setItems(query -> controlPlane
                .units()
                .list(
                        organizationId,
                        null,
                        null,
                        query.getFilter().filter(part -> !part.isBlank()).orElse(null),
                        null,
                        Math.min(MOST_OFFERED, query.getOffset() + query.getLimit()))
                .items()
                .stream()
                .skip(query.getOffset())
                .limit(query.getLimit())
                .filter(unit -> unit.state().equals("active")));
    }

    /** {@code Research / Vision}. */
    public static String path(Unit unit) {
        return String.join(" / ", unit.path());
    }
}
