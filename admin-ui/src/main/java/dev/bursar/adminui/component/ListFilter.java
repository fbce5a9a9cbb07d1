package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows: which states, which words, in which order, and whatever else its page asks. All of it stands in the
 * address, so that a link, or the page read anew, shows the same.
 */
public final class ListFilter extends Div {
    private static final long serialVersionUID = 1L;
    private static final String ANY = "all";
    private static final String STATE = "state";
    private static final String SEARCH = "search";
    private static final String SORT = "sort";
    private static final int TYPING_PAUSE_MILLIS = 250;
    private static final int LONGEST_SEARCH = 200;

    private final String path;
    private final Runnable changed;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** @param location that was opened. @param changed what is shown is to be read anew */
    public ListFilter(Location location, Runnable changed) {
        this.path = location.getPath();
        this.changed = changed;
        location.getQueryParameters().getParameters().forEach((name, all) -> values.put(name, all.getFirst()));
        addClassName("filters");
        getElement().setAttribute("data-test", "list-filter");
    }

    /** One of these, or all of them. @param test {@code <test>-<state>} is the name of a state's button for tests */
    public ListFilter states(String test, String... states) {
        List<String> all = new ArrayList<>(List.of(ANY));
        all.addAll(List.of(states));
        values.computeIfPresent(STATE, (name, state) -> all.contains(state) ? state : null);
        Segments<String> segments = new Segments<>(
                "State",
                all,
                Words::sentence,
                one -> test + "-" + one,
                chosen -> set(STATE, chosen.equals(ANY) ? "" : chosen));
        segments.press(value(STATE).orElse(ANY));
        add(segments);
        return this;
    }

    /** @param label what is searched, for those who hear the page */
    public ListFilter search(String test, String placeholder, String label) {
        TextField field = Fields.tested(new TextField(), test);
        field.setPlaceholder(placeholder);
        field.setPrefixComponent(Icon.SEARCH.create());
        field.setClearButtonVisible(true);
        field.setMaxLength(LONGEST_SEARCH);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(TYPING_PAUSE_MILLIS);
        field.setAriaLabel(label);
        field.setValue(value(SEARCH).orElse(""));
        field.addValueChangeListener(change -> set(SEARCH, change.getValue().strip()));
        add(field);
        return this;
    }

    /** What a page asks beside: it calls {@link #set}. */
    public ListFilter with(Component... more) {
        add(more);
        return this;
    }

    /** Null: all. */
    public @Nullable String state() {
        return value(STATE).orElse(null);
    }

    /** Null: nothing is searched. */
    public @Nullable String search() {
        return value(SEARCH).orElse(null);
    }

    /** Null: as the list likes. */
    public @Nullable String sort() {
        return value(SORT).orElse(null);
    }

    /** An id in the address; null: none, or no id. */
    public @Nullable UUID id(String name) {
        try {
            return value(name).map(UUID::fromString).orElse(null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Anything but an order is asked for. */
    public boolean narrows() {
        return values.keySet().stream().anyMatch(name -> !name.equals(SORT));
    }

    /** An order is no other list: the table has read it itself. @param sort empty: as the list likes */
    public void sorted(String sort) {
        keep(SORT, sort);
    }

    /** @param value empty: anything */
    public void set(String name, String value) {
        if (!value(name).orElse("").equals(value)) {
            keep(name, value);
            changed.run();
        }
    }

    /** What stands in the address under this name. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    private void keep(String name, String value) {
        if (value.isEmpty()) {
            values.remove(name);
        } else {
            values.put(name, value);
        }
        UI.getCurrent().getPage().getHistory().replaceState(null, address());
    }

    /** Of the page as it is now. */
    public Location address() {
        return new Location(path, QueryParameters.simple(values));
    }
}
