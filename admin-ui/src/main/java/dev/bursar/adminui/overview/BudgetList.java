package dev.bursar.adminui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import java.util.List;

final class BudgetList extends Div {
    private static final long serialVersionUID = 1L;

    private final String slug;
    private transient List<Budget> shown = List.of();

    BudgetList(String slug) {
        this.slug = slug;
        addClassName("rows");
    }

    void show(List<Budget> budgets) {
        if (getChildren().findAny().isPresent() && budgets.equals(shown)) {
            return;
        }
        shown = budgets;
        removeAll();
        budgets.stream().map(this::row).forEach(this::add);
        if (budgets.isEmpty()) {
            Span none = new Span("No budget has been set. A budget caps what an organization or a key may spend.");
            none.addClassName("soft");
            add(none);
        }
    }

    private Anchor row(Budget budget) {
        Span name = new Span(budget.name());
        name.addClassName("strong");
        Div first = new Div(name, MoneyText.of(budget.spent(), budget.limit()));
        first.addClassName("row-line");
        Anchor row = new Anchor(Paths.budget(slug, budget.id()), first, new BudgetBar(budget));
        row.addClassName("row");
        return row;
    }
}
