package dev.bursar.adminui.key;

import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.component.Amounts;

/** Pieces of a key's page. */
final class KeyStates {
    private KeyStates() {}

    static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }

    static String spentSoFar(Key key) {
        Budget budget = key.budget();
        return budget == null ? "" : " It has spent " + Amounts.of(budget.spent(), budget.limit()) + ".";
    }
}
