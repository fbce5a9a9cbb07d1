package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminui.component.CopyableId;
import dev.bursar.adminui.component.Facts;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.TimeText;
import dev.bursar.adminui.component.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The rules of a budget. */
final class BudgetFacts extends Div {
    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    BudgetFacts(Budget budget, String slug, Instant now) {
        Facts facts = new Facts()
                .fact("Id", new CopyableId(budget.id().toString(), "budget id"))
                .fact("Limits", scope(budget, slug))
                .fact("Models", budget.models().isEmpty() ? "Every model" : String.join(", ", budget.models()))
                .fact("At the limit", budget.hard() ? "Hard" : "Warns only (soft)")
                .fact("What no longer fits", Words.sentence(BudgetWords.atTheCap(budget)))
                .fact(
                        "A request holds",
                        budget.mode().equals("elastic") ? "Slice by slice (elastic)" : "Its worst case (strict)")
                .fact("Period", period(budget))
                .fact("This period began", TimeText.at(budget.periodStart()))
                .fact("Begins anew", TimeText.ago(budget.resetsAt(), now, "Never"))
                .fact("What is left", budget.carryOver() ? "Is carried over" : "Ends with the period");
        if (budget.ownerName() != null) {
            facts.fact("Answers for it", budget.ownerName());
        }
        add(new Panel(budget.kind().equals("credit") ? "Prepaid credits" : "Budget", facts));
    }

    private static String period(Budget budget) {
        LocalDate first = budget.startsOn();
        LocalDate last = budget.endsOn();
        if (first == null || last == null) {
            return Words.sentence(Words.each(budget.period()));
        }
        return "Term, " + DAY.format(first) + " to " + DAY.format(last);
    }

    private static Component scope(Budget budget, String slug) {
        String name = Words.sentence(budget.scope()) + " " + budget.scopeName();
        return budget.scope().equals("key") ? Paths.link(name, Paths.key(slug, budget.scopeId())) : new Span(name);
    }
}
