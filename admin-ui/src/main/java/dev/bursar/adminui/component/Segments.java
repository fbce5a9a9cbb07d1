package dev.bursar.adminui.component;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** One of a few: buttons side by side, one of them pressed. */
public final class Segments<T> extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Map<T, Button> buttons = new LinkedHashMap<>();
    private final transient Consumer<T> chosen;

    public Segments(
            String label, List<T> options, Function<T, String> text, Function<T, String> test, Consumer<T> chosen) {
        this.chosen = chosen;
        addClassName("segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
        for (T option : options) {
            Button button = new Button(text.apply(option), click -> choose(option));
            button.addThemeVariants(ButtonVariant.TERTIARY);
            button.getElement().setAttribute("data-test", test.apply(option));
            buttons.put(option, button);
            add(button);
        }
    }

    /** Time ranges, {@code range-24h} and so on for tests. */
    public static Segments<TimeRange> ofRanges(Consumer<TimeRange> chosen) {
        return new Segments<>(
                "Time range", List.of(TimeRange.values()), TimeRange::label, range -> "range-" + range.code(), chosen);
    }

    private void choose(T option) {
        press(option);
        chosen.accept(option);
    }

    /** Shows an option as the chosen one, without telling anybody. */
    public void press(T option) {
        buttons.forEach((one, button) -> {
            button.getElement().setAttribute("aria-pressed", String.valueOf(one.equals(option)));
            button.setClassName("pressed", one.equals(option));
        });
    }
}
