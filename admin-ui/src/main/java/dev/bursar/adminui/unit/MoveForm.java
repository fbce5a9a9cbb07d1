package dev.bursar.adminui.unit;

import com.vaadin.flow.component.combobox.ComboBox;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Fields;
import dev.bursar.adminui.component.Form;
import dev.bursar.adminui.component.UnitChoice;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.Workspace;
import org.jspecify.annotations.Nullable;

/** Asks where to: the same as dragging, for the keyboard and for phones. */
final class MoveForm {
    /** A home, or out of every team. */
    private record Home(String label, @Nullable Unit unit) {}

    private final Workspace workspace;
    private final Units units;
    private final UnitActions actions;

    MoveForm(Workspace workspace, Units units, UnitActions actions) {
        this.workspace = workspace;
        this.units = units;
        this.actions = actions;
    }

    void open(Unit unit) {
        ComboBox<Home> to = Fields.tested(new ComboBox<>("Into"), "move-to");
        to.setItemLabelGenerator(Home::label);
        to.setItems(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                        new Home(workspace.membership().organizationName(), null))
                                .filter(top -> unit.parentId() != null && workspace.may(Action.WRITE_UNITS)),
                        units.homesFor(unit).stream()
                                .filter(one -> workspace.mayIn(Action.WRITE_UNITS, one.id()))
                                .map(one -> new Home(UnitChoice.path(one), one)))
                .toList());
        to.setManualValidation(true);
        Form[] form = new Form[1];
        form[0] = new Form("Move " + unit.name(), "Go on", "move-form", () -> {
            Home home = to.getValue();
            to.setErrorMessage("Choose where to.");
            to.setInvalid(home == null);
            if (home != null) {
                form[0].close();
                actions.move(unit, home.unit());
            }
        });
        form[0].fields(to);
        form[0].preview("Only teams can have something in them. You see what changes before it is done.");
        form[0].open();
        to.focus();
    }
}
