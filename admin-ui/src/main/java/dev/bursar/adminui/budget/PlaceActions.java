package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.Confirm;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.Notices;
import dev.bursar.adminui.component.UnitForm;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.UUID;

/** What can be done at a place of the tree: a budget, something inside it, another name, its end. */
final class PlaceActions {
    private static final List<String> UNITS = List.of("team", "project", "class");

    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;

    PlaceActions(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    Component menu(BudgetNode node) {
        Button opener = new Button(Icon.DOTS.create());
        opener.addThemeVariants(ButtonVariant.TERTIARY);
        opener.addClassNames("icon-button", "row-menu");
        opener.setAriaLabel("Actions for " + node.name());
        opener.getElement().setAttribute("data-test", "place-actions");
        ContextMenu menu = new ContextMenu(opener);
        menu.setOpenOnClick(true);
        UUID unit = BudgetPlace.unitOf(node);
        if (workspace.mayIn(Action.WRITE_BUDGETS, unit)) {
            named(menu.addItem("Create a budget", click -> createBudget(node)), "place-budget");
        }
        if (workspace.mayIn(Action.WRITE_UNITS, unit)) {
            unitActions(menu, node);
        }
        return opener;
    }

    private void unitActions(ContextMenu menu, BudgetNode node) {
        if (node.scope().equals("organization") || node.scope().equals("team")) {
            for (String kind : UNITS) {
                named(menu.addItem("Create a " + kind + " in it", click -> createUnit(kind, node)), "place-" + kind);
            }
        }
        if (UNITS.contains(node.scope())) {
            named(menu.addItem("Rename", click -> rename(node)), "place-rename");
            named(menu.addItem("Archive", click -> archive(node)), "place-archive");
        }
    }

    private static void named(MenuItem item, String test) {
        item.getElement().setAttribute("data-test", test);
    }

    private void createBudget(BudgetNode node) {
        new CreateBudgetForm(controlPlane, workspace, changed).openFor(node);
    }

    private void createUnit(String kind, BudgetNode parent) {
        new UnitForm(controlPlane, workspace, changed)
                .create(kind, parent.name(), parent.scope().equals("organization") ? null : parent.scopeId());
    }

    private void rename(BudgetNode node) {
        new UnitForm(controlPlane, workspace, changed).rename(unit(node));
    }

    private Unit unit(BudgetNode node) {
        return ControlPlane.body(controlPlane.units().get(workspace.organizationId(), node.scopeId()));
    }

    private void archive(BudgetNode node) {
        Unit unit = unit(node);
        Confirm.danger(
                "Archive " + node.name() + "?",
                (unit.keys() == 0
                                ? "No working key is charged to it."
                                : Words.plural(unit.keys(), "working key is", "working keys are")
                                        + " charged to it: their requests are refused until it is restored.")
                        + " What was spent stays in every report.",
                "Archive " + node.scope(),
                () -> {
                    controlPlane.units().archive(workspace.organizationId(), unit.id());
                    changed.run();
                    Notices.done(node.name() + " is archived.");
                });
    }
}
