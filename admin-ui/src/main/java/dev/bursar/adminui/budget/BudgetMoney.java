package dev.bursar.adminui.budget;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Stat;
import java.util.ArrayList;
import java.util.List;

/** Spent, held, in doubt and free of a budget: the one bar, and each as a number. */
final class BudgetMoney extends Div {
    private static final long serialVersionUID = 1L;

    BudgetMoney(Budget budget, String slug) {
        Stat doubt = new Stat("In doubt", "budget-in-doubt").money(budget.inDoubt());
        Div stats = new Div(
                new Stat("Spent", "budget-spent").money(budget.spent()),
                new Stat("Held by gateways", "budget-held").money(budget.held()),
                doubt,
                new Stat("Free", "budget-free").money(budget.free()));
        stats.addClassName("stats");
        Div money = new Div(new BudgetBar(budget), BudgetBar.legend(), stats);
        if (budget.inDoubt().nanos() > 0) {
            doubt.add(Paths.link(
                    "Resolve",
                    Paths.page(slug, "in-doubt") + "?"
                            + Paths.parameter("budget", budget.id().toString())));
        }
        Budget.CappedBy above = budget.cappedBy();
        if (above != null) {
            Span capped = new Span(
                    new Span("Capped by "),
                    Paths.link(above.name(), Paths.budget(slug, above.id())),
                    new Span(", which has " + Amounts.text(above.free()) + " free."));
            capped.getElement().setAttribute("data-test", "budget-capped-by");
            capped.addClassName("capped");
            money.add(capped);
        }
        if (budget.overrun().nanos() > 0) {
            Span overrun = new Span(
                    "Providers billed " + Amounts.text(budget.overrun()) + " more than the bound they had stated.");
            overrun.addClassName("problem");
            money.add(overrun);
        }
        add(new Panel(Amounts.of(budget.spent(), budget.limit()), money).withActions(madeOf(budget)));
    }

    /** Of what the limit in force is made, where that is not only what the owner set. */
    private static Span madeOf(Budget budget) {
        List<String> parts = new ArrayList<>();
        long plain = budget.limit().nanos()
                - budget.carried().nanos()
                - budget.toppedUp().nanos();
        parts.add(
                plain == budget.ownLimit().nanos()
                        ? Amounts.text(budget.ownLimit()) + " limit"
                        : Amounts.text(plain) + " by override, instead of " + Amounts.text(budget.ownLimit()));
        if (budget.carried().nanos() > 0) {
            parts.add(Amounts.text(budget.carried()) + " carried over");
        }
        if (budget.toppedUp().nanos() > 0) {
            parts.add(Amounts.text(budget.toppedUp()) + " topped up");
        }
        Span words = new Span(parts.size() == 1 && plain == budget.ownLimit().nanos() ? "" : String.join(" + ", parts));
        words.addClassName("soft");
        return words;
    }
}
