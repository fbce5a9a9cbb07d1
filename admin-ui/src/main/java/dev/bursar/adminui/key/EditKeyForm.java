package dev.bursar.adminui.key;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminapi.key.UpdateKey;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.ModelPicker;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.Times;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes a key's name, models, last day and what it is charged to. */
final class EditKeyForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Key key;
    private final Runnable changed;

    private final Form form = new Form("Edit key", "Save", "edit-key-form", this::save);
    private final TextField name = Fields.name("Name", "key-name");
    private final ModelPicker models = Fields.tested(new ModelPicker("Models"), "key-models");
    private final UnitChoice unit = Fields.tested(new UnitChoice("Charged to"), "key-unit");
    private final DatePicker expiry = Fields.lastDay("Works until the end of", "key-expiry");

    EditKeyForm(ControlPlane controlPlane, Workspace workspace, Key key, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.key = key;
        this.changed = changed;
    }

    void open() {
        name.setValue(key.name());
        models.offer(controlPlane, workspace.organizationId(), key.models());
        OffsetDateTime expiresAt = key.expiresAt();
        if (expiresAt != null) {
            expiry.setMin(null);
            expiry.setValue(lastDay(expiresAt));
        }
        unit.offer(controlPlane, workspace.organizationId());
        if (key.unitId() != null) {
            unit.setValue(ControlPlane.body(controlPlane.units().get(workspace.organizationId(), key.unitId())));
        }
        form.fields(name, unit, models, expiry);
        form.errors()
                .at("name", name)
                .at("models", models)
                .at("expiresAt", expiry)
                .at("unitId", unit);
        form.preview(
                "A change of models, of the last day or of what it is charged to is live on every gateway within two seconds.");
        form.open();
    }

    private static LocalDate lastDay(OffsetDateTime expiresAt) {
        return expiresAt.toInstant().minusMillis(1).atZone(Times.readersZone()).toLocalDate();
    }

    /** Null: it stays where it is, or belongs nowhere any more. */
    private @Nullable UUID movedTo() {
        UUID chosen = unit.getValue() == null ? null : unit.getValue().id();
        return Objects.equals(chosen, key.unitId()) ? null : chosen;
    }

    private void save() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        OffsetDateTime before = key.expiresAt();
        boolean sameDay = before != null && lastDay(before).equals(expiry.getValue());
        UpdateKey request = new UpdateKey(
                name.getValue().strip(),
                null,
                models.patterns(),
                sameDay ? null : Fields.endOf(expiry.getValue()),
                before != null && expiry.getValue() == null ? true : null,
                movedTo(),
                key.unitId() != null && unit.getValue() == null ? true : null);
        try {
            controlPlane.keys().update(workspace.organizationId(), key.id(), ControlPlane.tag(key.version()), request);
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            form.close();
            changed.run();
            Notices.failed("Somebody else changed this key meanwhile; nothing of yours was saved. Look at it as it is"
                    + " now and edit it again.");
            return;
        }
        form.close();
        changed.run();
        Notices.done("Saved.");
    }
}
