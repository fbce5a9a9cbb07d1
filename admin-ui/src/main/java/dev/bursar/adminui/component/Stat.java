package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.common.Money;

/** One number with its name and, below it, what to compare it with. */
public final class Stat extends Div {
    private static final long serialVersionUID = 1L;

    private final Span value = new Span();
    private final Span comparison = new Span();

    public Stat(String name, String test) {
        addClassName("stat");
        Span label = new Span(name);
        label.addClassName("stat-name");
        value.addClassName("stat-value");
        value.getElement().setAttribute("data-test", test);
        comparison.addClassName("stat-comparison");
        add(label, value, comparison);
    }

    public Stat money(Money money) {
        value.setText(Amounts.text(money));
        value.getElement().setAttribute("title", Amounts.exact(money));
        return this;
    }

    public Stat text(String text) {
        value.setText(text);
        return this;
    }

    public Stat compared(String words) {
        comparison.setText(words);
        return this;
    }
}
