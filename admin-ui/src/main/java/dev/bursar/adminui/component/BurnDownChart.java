package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import dev.bursar.adminapi.budget.BurnDown;
import dev.bursar.adminapi.common.Money;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a budget burns down: spent so far, where that leads, the limit; or the same numbers as a table. The element is
 * defined in {@code burn-down.js}.
 */
@Tag("bursar-burn-down")
public final class BurnDownChart extends Component implements HasSize, HasStyle {
    private static final long serialVersionUID = 1L;
    private static final double NANOS_PER_DOLLAR = 1e9;

    private boolean asTable;

    public BurnDownChart() {
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Spent so far, forecast and limit");
        getElement().setAttribute("data-test", "burn-down");
    }

    /** @param now where the forecast begins */
    public void show(BurnDown burnDown, Instant now) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Instant end = burnDown.periodEnd() == null ? now : burnDown.periodEnd().toInstant();
        node.put("zone", Times.readersZone().getId());
        node.put("start", burnDown.periodStart().toInstant().toEpochMilli());
        node.put("end", end.toEpochMilli());
        node.put("limit", dollars(burnDown.limit()));
        ArrayNode points = node.putArray("points");
        for (BurnDown.Point point : burnDown.points()) {
            point(points, point.at().toInstant(), point.spent());
        }
        ArrayNode forecast = node.putArray("forecast");
        Money atEnd = burnDown.forecastAtEnd();
        List<BurnDown.Point> known = burnDown.points();
        if (atEnd != null && !known.isEmpty()) {
            point(forecast, known.getLast().at().toInstant(), known.getLast().spent());
            point(forecast, end, atEnd);
        }
        getElement().setPropertyJson("data", node);
    }

    private static void point(ArrayNode points, Instant at, Money money) {
        points.addArray().add(at.toEpochMilli()).add(dollars(money));
    }

    private static double dollars(Money money) {
        return money.nanos() / NANOS_PER_DOLLAR;
    }

    /** A click on a step: from when to when, the end exclusive. */
    public void onDrill(BiConsumer<Instant, Instant> action) {
        getElement()
                .addEventListener("drill", event -> {
                    Optional<Instant> from = instant(event.getEventData(), "event.detail.from");
                    Optional<Instant> to = instant(event.getEventData(), "event.detail.to");
                    if (from.isPresent() && to.isPresent()) {
                        action.accept(from.get(), to.get());
                    }
                })
                .addEventData("event.detail.from")
                .addEventData("event.detail.to");
    }

    private static Optional<Instant> instant(JsonNode data, String name) {
        try {
            return Optional.of(Instant.parse(data.path(name).asString("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Shows the numbers as a table, or as a chart again. */
    public Button tableSwitch() {
        Button button = new Button(Icon.TABLE.create());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.addClassName("icon-button");
        button.setAriaLabel("Show the chart as a table");
        button.getElement().setAttribute("title", "Show as table");
        button.getElement().setAttribute("data-test", "burn-down-as-table");
        button.getElement().setAttribute("aria-pressed", "false");
        button.addClickListener(click -> {
            asTable = !asTable;
            getElement().setProperty("asTable", asTable);
            button.getElement().setAttribute("aria-pressed", String.valueOf(asTable));
        });
        return button;
    }
}
