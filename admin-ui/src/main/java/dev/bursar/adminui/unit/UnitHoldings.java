package dev.bursar.adminui.unit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.access.RoleGrant;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.organization.Unit;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Buttons;
import dev.bursar.adminui.component.GrantForm;
import dev.bursar.adminui.component.KeyRows;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.RoleGrants;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;

/** What belongs to a team, project or class: budgets with what is spent, people with roles, keys, what is in it. */
final class UnitHoldings {
    private final ControlPlane controlPlane;
    private final Workspace workspace;
    private final Runnable changed;

    UnitHoldings(ControlPlane controlPlane, Workspace workspace, Runnable changed) {
        this.controlPlane = controlPlane;
        this.workspace = workspace;
        this.changed = changed;
    }

    Panel budgets(Unit unit) {
        List<Budget> budgets = controlPlane.tree().path(workspace.organizationId(), unit.kind(), unit.id()).stream()
                .filter(place -> unit.id().equals(place.scopeId()))
                .flatMap(place -> place.budgets().stream())
                .toList();
        Div rows = rows();
        budgets.forEach(budget -> rows.add(budget(budget)));
        if (budgets.isEmpty()) {
            rows.add(soft("No budget of its own: what is above limits it."));
        }
        return new Panel("Budgets and spend", rows)
                .withActions(Paths.link("Open the tree", Paths.page(workspace.slug(), "budgets")))
                .withTest("unit-budgets");
    }

    private Component budget(Budget budget) {
        Span each = soft(Words.each(budget.period()));
        Div money = new Div(MoneyText.of(budget.spent(), budget.limit()), new Span(" "), each);
        Div first = new Div(Paths.link(budget.name(), Paths.budget(workspace.slug(), budget.id())), money);
        first.addClassName("row-line");
        Div row = new Div(first, new BudgetBar(budget));
        row.addClassName("row");
        return row;
    }

    Panel people(Unit unit) {
        RoleGrants roles = new RoleGrants(controlPlane, workspace, changed);
        Table<RoleGrant> table = new Table<RoleGrant>("People with a role here", "unit-people-table")
                .column("Who", roles::holder)
                .column("Role", "9rem", roles::role)
                .column("Granted", "9rem", RoleGrants::granted)
                .column("", "6rem", roles::take)
                .compact(roles::row)
                .whenEmpty(() -> soft("Nobody holds a role over just this " + unit.kind() + "."));
        table.show((cursor, size) ->
                controlPlane.grants().list(workspace.organizationId(), null, unit.id(), null, null, cursor, size));
        boolean may = unit.state().equals("active") && workspace.mayIn(Action.WRITE_ROLES, unit.id());
        Component[] grant = may
                ? new Component[] {
                    Buttons.plain(
                            "Grant a role",
                            "grant-role",
                            () -> new GrantForm(controlPlane, workspace, changed).openOver(unit))
                }
                : new Component[0];
        return new Panel("People with a role here", table).withActions(grant).withTest("unit-people");
    }

    Panel keys(Unit unit) {
        return new KeyRows(controlPlane, workspace)
                .chargedTo(unit, "No key is charged to it directly.")
                .withTest("unit-keys");
    }

    Panel children(Unit unit, Units units) {
        Div rows = rows();
        for (Unit child : units.in(unit)) {
            Div name = new Div(
                    Units.icon(child).create(), Paths.link(child.name(), Paths.unit(workspace.slug(), child.id())));
            name.addClassName("place");
            Div row = new Div(name, Units.badge(child));
            row.addClassNames("row-line", "child-unit");
            rows.add(row);
        }
        if (rows.getChildren().findAny().isEmpty()) {
            rows.add(soft(unit.kind().equals("team") ? "Nothing is in it." : "Only teams have something in them."));
        }
        return new Panel("In it", rows).withTest("unit-children");
    }

    private static Div rows() {
        Div rows = new Div();
        rows.addClassName("rows");
        return rows;
    }

    private static Span soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }
}
