package dev.bursar.adminui.budget;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminui.component.BurnDownChart;
import dev.bursar.adminui.component.Panel;
import dev.bursar.adminui.component.Paths;
import dev.bursar.adminui.component.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a period burns down; a click on it leads to the requests of that stretch of time. */
final class BurnDownPanel {
    private final BurnDownChart chart = new BurnDownChart();
    private final Span hint = new Span();
    private final Div quiet = new Div(new Span("Nothing was spent in this period."));
    private final @Nullable OffsetDateTime earlier;

    /** @param earlier beginning of the period to show; null: the current one */
    BurnDownPanel(@Nullable OffsetDateTime earlier) {
        this.earlier = earlier;
        hint.addClassName("soft");
        quiet.addClassNames("quiet", "soft");
    }

    Panel panel(String slug, UUID budgetId) {
        chart.onDrill((from, to) -> Paths.open(Paths.charged(slug, budgetId, from, to)));
        Div box = new Div(chart, quiet);
        box.addClassName("spend-panel");
        Panel panel = new Panel("Burn-down", box, hint).withTest("budget-burn-down");
        if (earlier != null) {
            Anchor back = Paths.link("Show the current period", Paths.budget(slug, budgetId));
            back.getElement().setAttribute("data-test", "current-period");
            panel.withActions(back);
        }
        return panel.withActions(chart.tableSwitch());
    }

    void show(BurnDown current, Function<OffsetDateTime, BurnDown> past, Instant now) {
        BurnDown shown = earlier == null || earlier.isEqual(current.periodStart()) ? current : past.apply(earlier);
        chart.show(shown, now);
        quiet.setVisible(shown.points().isEmpty());
        hint.setText(Times.day(shown.periodStart().toInstant())
                + (shown.periodEnd() == null
                        ? " until now"
                        : " to " + Times.day(shown.periodEnd().toInstant().minusMillis(1)))
                + (shown.points().isEmpty() ? "." : ". Click a point to see its requests."));
    }
}
