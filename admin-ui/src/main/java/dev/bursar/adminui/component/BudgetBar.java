package dev.bursar.adminui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.common.Money;
import java.util.Locale;

/** Spent, held, in doubt and free of one budget in one bar. */
public final class BudgetBar extends Div {
    private static final long serialVersionUID = 1L;
    private static final double LEAST_VISIBLE_PERCENT = 0.6;

    public BudgetBar(Budget budget) {
        this(budget, 0);
    }

    /** The same budget with a higher limit. */
    public static BudgetBar raised(Budget budget, Money by) {
        return new BudgetBar(budget, by.nanos());
    }

    private BudgetBar(Budget budget, long raisedBy) {
        addClassName("budget-bar");
        long whole = Math.max(
                budget.limit().nanos() + raisedBy,
                budget.spent().nanos()
                        + budget.held().nanos()
                        + budget.inDoubt().nanos());
        if (raisedBy == 0 && isNearCap(budget)) {
            addClassName("near-cap");
        }
        addPart("spent", budget.spent(), whole);
        addPart("held", budget.held(), whole);
        addPart("doubt", budget.inDoubt(), whole);
        getElement().setAttribute("role", "img");
        String words = inWords(budget) + (raisedBy == 0 ? "" : ", raised by " + Amounts.text(raisedBy));
        getElement().setAttribute("aria-label", words);
        getElement().setAttribute("title", words);
    }

    private void addPart(String kind, Money money, long whole) {
        if (money.nanos() <= 0 || whole <= 0) {
            return;
        }
        Span part = new Span();
        part.addClassNames("part", kind);
        double percent = Math.max(LEAST_VISIBLE_PERCENT, 100.0 * money.nanos() / whole);
        part.getStyle().set("width", String.format(Locale.ROOT, "%.3f%%", percent));
        add(part);
    }

    /** What is out of reach, in percent of the limit; 100 for a limit of nothing. */
    public static int percentUsed(Budget budget) {
        long limit = budget.limit().nanos();
        if (limit <= 0) {
            return 100;
        }
        return (int) Math.min(100, Math.round(100.0 * (limit - budget.free().nanos()) / limit));
    }

    public static boolean isNearCap(Budget budget) {
        return percentUsed(budget) >= 80;
    }

    private static String inWords(Budget budget) {
        return "Spent " + Amounts.exact(budget.spent()) + ", held " + Amounts.exact(budget.held()) + ", in doubt "
                + Amounts.exact(budget.inDoubt()) + ", free " + Amounts.exact(budget.free()) + ", of "
                + Amounts.exact(budget.limit());
    }

    /** Once for all bars of a page. */
    public static Div legend() {
        Div legend = new Div(
                entry("spent", "Spent"),
                entry("held", "Held by gateways"),
                entry("doubt", "In doubt"),
                entry("free", "Free"));
        legend.addClassName("budget-legend");
        return legend;
    }

    private static Span entry(String kind, String text) {
        Span swatch = new Span();
        swatch.addClassNames("swatch", kind);
        Span entry = new Span(swatch, new Span(text));
        entry.addClassName("entry");
        return entry;
    }
}
