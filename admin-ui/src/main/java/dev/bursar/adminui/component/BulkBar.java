package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** What can be done with the rows that are selected; there only while some are. */
public final class BulkBar extends Div {
    private static final long serialVersionUID = 1L;

    private final Span count = new Span();

    BulkBar(Runnable clear, Component... actions) {
        addClassName("bulk-bar");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", "Selected rows");
        getElement().setAttribute("data-test", "bulk-bar");
        count.addClassName("strong");
        count.getElement().setAttribute("aria-live", "polite");
        add(count);
        add(actions);
        add(Buttons.quiet("Clear", "bulk-clear", clear));
        show(0);
    }

    void show(int selected) {
        count.setText(selected + " selected");
        setVisible(selected > 0);
    }
}
