package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminui.controlplane.ControlPlane;
import java.util.UUID;

/** One model of the catalog, found by a part of its name. */
public final class ModelChoice extends ComboBox<String> {
    private static final long serialVersionUID = 1L;

    public ModelChoice(String label) {
        super(label);
        setManualValidation(true);
    }

    public void offer(ControlPlane controlPlane, UUID organizationId) {
        Lookup.offer(
                this,
                (part, most) -> controlPlane.catalog().models(organizationId, part, null, most).items().stream()
                        .map(Model::name)
                        .toList());
    }
}
