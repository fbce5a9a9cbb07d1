package dev.bursar.adminui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What limits all keys of a person together. */
final class PersonHoldings {
    private PersonHoldings() {}

    /** Empty: nothing limits all of their keys together. */
    static Optional<Panel> budgets(ControlPlane controlPlane, Workspace workspace, UUID memberId) {
        List<Budget> budgets = controlPlane.tree().path(workspace.organizationId(), "member", memberId).stream()
                .filter(place -> memberId.equals(place.scopeId()))
                .flatMap(place -> place.budgets().stream())
                .toList();
        if (budgets.isEmpty()) {
            return Optional.empty();
        }
        Div rows = new Div();
        rows.addClassName("rows");
        budgets.forEach(budget -> rows.add(budget(workspace.slug(), budget)));
        return Optional.of(new Panel("Budgets", rows).withTest("person-budgets"));
    }

    private static Component budget(String slug, Budget budget) {
        Div first = new Div(
                Paths.link(budget.name(), Paths.budget(slug, budget.id())),
                MoneyText.of(budget.spent(), budget.limit()));
        first.addClassName("row-line");
        Div row = new Div(first, new BudgetBar(budget));
        row.addClassName("row");
        return row;
    }
}
