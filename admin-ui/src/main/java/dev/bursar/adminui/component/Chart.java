package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bars over time, stacked by series. The browser draws it with the colours of the theme, or writes the same numbers as
 * a table. The element is defined in {@code chart.js}.
 */
@Tag("bursar-chart")
public final class Chart extends Component implements HasSize, HasStyle {
    private static final long serialVersionUID = 1L;

    /** @param values one for each instant; {@code key} comes back when it is clicked */
    public record Series(String key, String name, List<Double> values) {}

    /** @param instants start of each bucket, ascending. @param grain {@code minute}, {@code hour} or {@code day} */
    public record Data(List<String> instants, String grain, String zone, List<Series> series) {}

    /** A bar that was clicked. */
    public record Clicked(String series, String instant) {}

    public Chart(String label) {
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
    }

    /** A chart that shows the same data again stays as it is. */
    public void show(Data data) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("grain", data.grain());
        node.put("zone", data.zone());
        ArrayNode instants = node.putArray("instants");
        data.instants().forEach(instants::add);
        ArrayNode series = node.putArray("series");
        for (Series one : data.series()) {
            ObjectNode entry = series.addObject();
            entry.put("key", one.key());
            entry.put("name", one.name());
            ArrayNode values = entry.putArray("values");
            one.values().forEach(values::add);
        }
        getElement().setPropertyJson("data", node);
    }

    public void showAsTable(boolean asTable) {
        getElement().setProperty("asTable", asTable);
    }

    public void onClick(Consumer<Clicked> action) {
        getElement()
                .addEventListener(
                        "drill",
                        event -> action.accept(new Clicked(
                                event.getEventData().path("event.detail.series").asString(""),
                                event.getEventData()
                                        .path("event.detail.instant")
                                        .asString(""))))
                .addEventData("event.detail.series")
                .addEventData("event.detail.instant");
    }
}
