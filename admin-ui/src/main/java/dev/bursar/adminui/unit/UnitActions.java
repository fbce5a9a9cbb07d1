package dev.bursar.adminui.unit;

import dev.bursar.adminapi.organization.MoveImpact;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminapi.organization.UpdateUnit;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.ImpactDialog;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.UnitForm;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import org.jspecify.annotations.Nullable;

/** What can be done with a team, project or class; what hurts says first what it touches. */
final class UnitActions {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;

    UnitActions(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    void create(String kind, @Nullable Unit parent) {
        new UnitForm(controlPlane, workspace, changed)
                .create(
                        kind,
                        parent == null ? workspace.membership().organizationName() : parent.name(),
                        parent == null ? null : parent.id());
    }

    void rename(Unit unit) {
        new UnitForm(controlPlane, workspace, changed).rename(unit);
    }

    /** Says first what the control plane says. @param to null: out of every team */
    void move(Unit unit, @Nullable Unit to) {
        MoveImpact impact =
                controlPlane.units().moveImpact(workspace.organizationId(), unit.id(), to == null ? null : to.id());
        Confirm.ask(
                "Move " + unit.name() + " into "
                        + (to == null ? workspace.membership().organizationName() : to.name()) + "?",
                MoveWords.of(impact),
                "Move " + unit.kind(),
                () -> moved(unit, to));
    }

    private void moved(Unit unit, @Nullable Unit to) {
        try {
            controlPlane
                    .units()
                    .update(
                            workspace.organizationId(),
                            unit.id(),
                            ControlPlane.tag(unit.version()),
                            to == null ? new UpdateUnit(null, null, true) : new UpdateUnit(null, to.id(), null));
        } catch (RefusedException e) {
            changed.run();
            if (!e.isConflict()) {
                throw e;
            }
            Notices.failed("Somebody else changed it meanwhile; it was not moved. Look at it as it is now.");
            return;
        }
        workspace.forget();
        changed.run();
        Notices.done(unit.name() + " is moved.");
    }

    void archive(Unit unit) {
        ImpactDialog.ofArchiving(
                        unit.name(),
                        controlPlane.units().impact(workspace.organizationId(), unit.id()),
                        "Archive " + unit.kind(),
                        () -> {
                            controlPlane.units().archive(workspace.organizationId(), unit.id());
                            changed.run();
                            Notices.done(unit.name() + " is archived.");
                        })
                .open();
    }

    /** Undoes archiving, so it does not ask. */
    void restore(Unit unit) {
        controlPlane.units().restore(workspace.organizationId(), unit.id());
        changed.run();
        Notices.done(unit.name() + " is back, and its keys work again.");
    }

    /** @param gone where the reader goes then */
    void delete(Unit unit, Runnable gone) {
        ImpactDialog.ofDeleting(
                        unit.name(),
                        controlPlane.units().impact(workspace.organizationId(), unit.id()),
                        "Delete " + unit.kind(),
                        () -> {
                            controlPlane.units().delete(workspace.organizationId(), unit.id());
                            gone.run();
                            Notices.done(unit.name() + " is deleted.");
                        })
                .open();
    }
}
