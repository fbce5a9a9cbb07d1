package dev.bursar.adminui.access;

import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.adminapi.access.Member;
import dev.bursar.adminapi.access.UpdateMember;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;

/** Gives a person another name. */
final class RenameForm {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Member member;
    private final Runnable changed;
    private final Form form = new Form("Rename", "Save", "rename-form", this::save);
    private final TextField name = Fields.name("Name", "person-name");

    RenameForm(ControlPlane controlPlane, Workspace workspace, Member member, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.member = member;
        this.changed = changed;
    }

    void open() {
        name.setValue(member.name());
        form.fields(name);
        form.errors().at("name", name);
        form.open();
        name.focus();
    }

    private void save() {
        if (!Fields.checkNamed(name, "A name is needed.")) {
            return;
        }
        try {
            controlPlane
                    .members()
                    .update(
                            workspace.organizationId(),
                            member.id(),
                            ControlPlane.tag(member.version()),
                            new UpdateMember(name.getValue().strip()));
        } catch (RefusedException e) {
            if (!e.isConflict()) {
                throw e;
            }
            form.close();
            changed.run();
            Notices.failed("Somebody else changed this person meanwhile; nothing of yours was saved.");
            return;
        }
        form.close();
        changed.run();
        Notices.done("Saved.");
    }
}
