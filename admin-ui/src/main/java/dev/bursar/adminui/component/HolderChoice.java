package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person, a group or a service account, by a part of the name. */
public final class HolderChoice extends ComboBox<Holder> {
    private static final long serialVersionUID = 1L;

    HolderChoice() {
        super("Who");
        setItemLabelGenerator(Holder::label);
        setPlaceholder("Choose somebody");
        setClearButtonVisible(true);
    }

    void offer(ControlPlane controlPlane, Workspace workspace) {
        Lookup.offer(this, (part, most) -> matching(controlPlane, workspace, part, most));
    }

    private static List<Holder> matching(
            ControlPlane controlPlane, Workspace workspace, @Nullable String part, int most) {
        List<Holder> found = new ArrayList<>();
        controlPlane.members().list(workspace.organizationId(), null, part, null, "name", null, most).items().stream()
                .map(Holder::of)
                .forEach(found::add);
        controlPlane.groups().list(workspace.organizationId(), part, null, most).items().stream()
                .map(Holder::of)
                .forEach(found::add);
        if (workspace.may(Action.READ_SERVICE_ACCOUNTS)) {
            controlPlane.serviceAccounts().list(workspace.organizationId(), "active", part, null, most).items().stream()
                    .map(Holder::of)
                    .forEach(found::add);
        }
        return found.stream().limit(most).toList();
    }
}
