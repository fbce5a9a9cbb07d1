package dev.bursar.adminui.component;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.organization.CreateUnit;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.organization.UpdateUnit;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a team, project or class, or gives it another name. */
public final class UnitForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;
    private final Retries retries = new Retries();
    private final TextField name = Fields.name("Name", "unit-name");

    public UnitForm(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    /** @param parentId the team that it is to be in; null: none */
    public void create(String kind, String parentName, @Nullable UUID parentId) {
        Form[] form = new Form[1];
        form[0] = new Form("Create a " + kind + " in " + parentName, "Create " + kind, "unit-form", () -> {
            if (!named()) {
                return;
            }
            CreateUnit request = new CreateUnit(kind, name.getValue().strip(), parentId);
            controlPlane.units().create(workspace.organizationId(), retries.keyFor(request), request);
            done(
                    form[0],
                    Words.sentence(kind) + " " + request.name()
                            + " is there. Give it a budget, and charge keys to it.");
        });
        form[0].preview("Keys that are charged to it must fit into its budgets and into those of " + parentName + ".");
        open(form[0]);
    }

    public void rename(Unit unit) {
        name.setValue(unit.name());
        Form[] form = new Form[1];
        form[0] = new Form("Rename " + unit.name(), "Save", "unit-form", () -> {
            if (!named()) {
                return;
            }
            try {
                controlPlane
                        .units()
                        .update(
                                workspace.organizationId(),
                                unit.id(),
                                ControlPlane.tag(unit.version()),
                                new UpdateUnit(name.getValue().strip(), null, null));
            } catch (RefusedException e) {
                if (!e.isConflict()) {
                    throw e;
                }
                done(form[0], "");
                Notices.failed("Somebody else changed it meanwhile; nothing of yours was saved. Look at it as it is"
                        + " now and rename it again.");
                return;
            }
            done(form[0], "Saved.");
        });
        open(form[0]);
    }

    private boolean named() {
        return Fields.checkNamed(name, "A name is needed.");
    }

    private void done(Form form, String sentence) {
        form.close();
        changed.run();
        if (!sentence.isEmpty()) {
            Notices.done(sentence);
        }
    }

    private void open(Form form) {
        form.fields(name);
        form.errors().at("name", name);
        form.open();
        name.focus();
    }
}
