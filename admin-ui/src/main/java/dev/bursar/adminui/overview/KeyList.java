package dev.bursar.adminui.overview;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Paths;
import java.util.List;

/** For a reader who sees no budgets: the own keys and what they have left. */
final class KeyList extends Div {
    private static final long serialVersionUID = 1L;

    private final String slug;
    private transient List<Key> shown = List.of();

    KeyList(String slug) {
        this.slug = slug;
        addClassName("rows");
    }

    void show(List<Key> keys) {
        if (getChildren().findAny().isPresent() && keys.equals(shown)) {
            return;
        }
        shown = keys;
        removeAll();
        keys.stream().map(this::row).forEach(this::add);
        if (keys.isEmpty()) {
            Span none = new Span("You have no key yet.");
            none.addClassName("soft");
            add(none);
        }
    }

    private Anchor row(Key key) {
        Span name = new Span(key.name());
        name.addClassName("strong");
        Budget budget = key.budget();
        Div first = new Div(
                name, budget == null ? new Span("No cap of its own") : MoneyText.of(budget.spent(), budget.limit()));
        first.addClassName("row-line");
        Anchor row = new Anchor(Paths.key(slug, key.id()), first);
        row.addClassName("row");
        if (budget != null) {
            row.add(new BudgetBar(budget));
        }
        return row;
    }
}
