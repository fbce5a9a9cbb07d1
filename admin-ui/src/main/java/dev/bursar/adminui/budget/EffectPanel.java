package dev.bursar.adminui.budget;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetPreview;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.Words;

/** What a change would do: the bar before and after, and the effects in sentences. */
final class EffectPanel extends Div {
    private static final long serialVersionUID = 1L;

    EffectPanel() {
        addClassName("effect");
        getElement().setAttribute("data-test", "budget-effect");
        getElement().setAttribute("aria-live", "polite");
        clear();
    }

    void clear() {
        removeAll();
        setVisible(false);
    }

    void unknown(String why) {
        removeAll();
        setClassName("hurts", false);
        add(new Paragraph(why + " What this would do can't be told now."));
        setVisible(true);
    }

    void show(BudgetPreview preview) {
        removeAll();
        setVisible(true);
        setClassName("hurts", preview.stopsGrants());
        if (preview.effects().isEmpty()) {
            add(new Paragraph("Nothing changes."));
            return;
        }
        UnorderedList effects = new UnorderedList();
        preview.effects().forEach(sentence -> effects.add(new ListItem(sentence)));
        add(effects);
        if (preview.now().limit().nanos() != preview.after().limit().nanos()) {
            add(bar("Now", preview.now()), bar("Then", preview.after()));
        }
        add(new Paragraph(reach(preview)));
    }

    private static Div bar(String label, Budget budget) {
        Span name = new Span(label);
        name.addClassName("soft");
        Div row = new Div(name, new BudgetBar(budget), MoneyText.of(budget.spent(), budget.limit()));
        row.addClassName("effect-bar");
        return row;
    }

    private static String reach(BudgetPreview preview) {
        String keys = Words.plural(preview.keys(), "working key spends", "working keys spend") + " from it. ";
        String change = preview.freeChange().nanos() == 0
                ? "What is free stays the same."
                : Amounts.text(preview.freeChange()) + (preview.freeShrinks() ? " less" : " more") + " is free.";
        Long days = preview.runsOutInDays();
        return keys
                + change
                + (days == null
                        ? ""
                        : " At the pace of the last seven days it runs out "
                                + (days == 0 ? "today." : "in " + Words.plural(days, "day", "days") + "."));
    }
}
