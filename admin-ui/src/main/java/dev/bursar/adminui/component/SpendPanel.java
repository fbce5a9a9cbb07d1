package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.adminapi.usage.UsageReport;
import java.util.function.Consumer;

/** The spend chart with its switch to a table. */
public final class SpendPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final Chart chart = new Chart("Spend over time");
    private final Div quiet = new Div(new Span("No requests in this stretch of time."));
    private boolean asTable;

    public SpendPanel(Consumer<Chart.Clicked> drill) {
        addClassName("spend-panel");
        quiet.addClassNames("quiet", "soft");
        chart.getElement().setAttribute("data-test", "spend-chart");
        chart.onClick(drill);
        add(chart, quiet);
    }

    /** What to do while there is nothing to show. */
    public void offer(Component step) {
        quiet.add(step);
    }

    /** Shows the numbers as a table, or as a chart again. */
    public Button tableSwitch() {
        Button button = new Button(Icon.TABLE.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("icon-button");
        button.setAriaLabel("Show the chart as a table");
        button.getElement().setAttribute("title", "Show as table");
        button.getElement().setAttribute("data-test", "chart-as-table");
        button.getElement().setAttribute("aria-pressed", "false");
        button.addClickListener(click -> {
            asTable = !asTable;
            chart.showAsTable(asTable);
            button.getElement().setAttribute("aria-pressed", String.valueOf(asTable));
        });
        return button;
    }

    public void show(UsageReport report) {
        chart.show(SpendSeries.of(report));
        quiet.setVisible(report.series().isEmpty());
    }
}
