package dev.bursar.adminui.budget;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetPeriod;
import dev.bursar.adminui.component.EmptyState;
import dev.bursar.adminui.component.Icon;
import dev.bursar.adminui.component.MoneyText;
import dev.bursar.adminui.component.PageSource;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Table;
import dev.bursar.adminui.component.Times;
import java.time.Instant;
import java.util.UUID;

/** This period and those before; a row shows how it burnt down. */
final class PeriodTable extends Composite<Table<BudgetPeriod>> {
    private static final long serialVersionUID = 1L;

    private final String slug;
    private final UUID budgetId;
    private final Table<BudgetPeriod> table;
    private final Anchor requests = Paths.link("All of this period", "");

    PeriodTable(String slug, UUID budgetId) {
        this.slug = slug;
        this.budgetId = budgetId;
        this.table = new Table<BudgetPeriod>("Periods", "periods-table")
                .identifiedBy(BudgetPeriod::start)
                .column("Period", this::name)
                .number("Limit", "9rem", period -> new MoneyText(period.limit()))
                .number("Carried over", "9rem", period -> new MoneyText(period.carried()))
                .number("Spent", "9rem", period -> new MoneyText(period.spent()))
                .number("In doubt", "9rem", period -> new MoneyText(period.inDoubt()))
                .compact(this::compact)
                .opens(this::address)
                .whenEmpty(() -> new EmptyState(
                        Icon.CLOCK, "No period yet", "Periods are listed once something was spent or changed."));
    }

    @Override
    protected Table<BudgetPeriod> initContent() {
        return table;
    }

    /** Leads to the requests of the current period. */
    Anchor requestsOfPeriod() {
        requests.getElement().setAttribute("data-test", "period-requests");
        return requests;
    }

    void show(Budget budget, PageSource<BudgetPeriod> periods) {
        Instant end = budget.resetsAt() == null
                ? Instant.parse("2100-01-01T00:00:00Z")
                : budget.resetsAt().toInstant();
        requests.setHref(Paths.charged(slug, budgetId, budget.periodStart().toInstant(), end));
        table.show(periods);
    }

    private String address(BudgetPeriod period) {
        return Paths.budget(slug, budgetId) + "?"
                + Paths.parameter("period", period.start().toInstant().toString());
    }

    private Component name(BudgetPeriod period) {
        return Paths.link(words(period), address(period));
    }

    private static String words(BudgetPeriod period) {
        String first = Times.day(period.start().toInstant());
        if (period.end() == null) {
            return "Since " + first;
        }
        String last = Times.day(period.end().toInstant().minusMillis(1));
        return first.equals(last) ? first : first + " to " + last;
    }

    private Component compact(BudgetPeriod period) {
        Div first = new Div(new Span(words(period)), MoneyText.of(period.spent(), period.limit()));
        first.addClassName("row-line");
        return first;
    }
}
