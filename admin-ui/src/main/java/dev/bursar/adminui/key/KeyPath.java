package dev.bursar.adminui.key;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Words;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What limits a key besides its own cap: the budgets on its way down from the organization. */
final class KeyPath extends Composite<Panel> {
    private static final long serialVersionUID = 1L;

    private final Panel panel;

    /** @param path from the organization to the key itself */
    KeyPath(String slug, List<BudgetNode> path) {
        Div rows = new Div();
        rows.addClassName("path");
        path.stream()
                .filter(node -> !node.scope().equals("key"))
                .forEach(node -> node.budgets().forEach(budget -> rows.add(row(slug, node, budget))));
        if (rows.getComponentCount() == 0) {
            Span none = new Span("No budget above it: only its own cap limits it.");
            none.addClassName("soft");
            rows.add(none);
        }
        panel = new Panel("Budgets above it", rows).withTest("key-path");
    }

    /** Empty where the control plane has no path for the key. */
    static Optional<KeyPath> read(ControlPlane controlPlane, UUID organizationId, String slug, UUID keyId) {
        try {
            return Optional.of(new KeyPath(slug, controlPlane.tree().path(organizationId, "key", keyId)));
        } catch (RefusedException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    protected Panel initContent() {
        return panel;
    }

    private static Div row(String slug, BudgetNode node, Budget budget) {
        Span where = new Span(Words.sentence(node.scope()) + " " + node.name());
        where.addClassName("soft");
        Div first = new Div(
                Paths.link(budget.name(), Paths.budget(slug, budget.id())),
                MoneyText.of(budget.spent(), budget.limit()));
        first.addClassName("row-line");
        Div row = new Div(first, new BudgetBar(budget), where);
        row.addClassName("two-lines");
        return row;
    }
}
