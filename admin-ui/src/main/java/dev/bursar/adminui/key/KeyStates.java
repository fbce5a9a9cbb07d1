package dev.bursar.adminui.key;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.Key;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.StateBadge;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Pieces of a key's page. */
final class KeyStates {
    private KeyStates() {}

    /** Before one has been read. */
    static Key none() {
        return new Key(
                new UUID(0, 0),
                "",
                "",
                "live",
                "active",
                false,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                OffsetDateTime.MIN,
                "",
                null,
                null,
                0);
    }

    static Header header(Key key, List<Component> actions) {
        StateBadge state = StateBadge.ofKey(key.state());
        state.getElement().setAttribute("data-test", "key-state");
        Div title = new Div(new H1(key.name()), state);
        title.addClassName("title-line");
        Div buttons = new Div(actions.toArray(Component[]::new));
        buttons.addClassName("page-actions");
        Header header = new Header(title, buttons);
        header.addClassName("page-header");
        return header;
    }

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
