package dev.bursar.adminui.component;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.data.provider.Query;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a choice offers, found by the control plane: nobody scrolls through ten thousand names. */
@FunctionalInterface
public interface Lookup<T> {
    /** Of one list, without a page more: whoever wants another one types more of its name. */
    int MOST = 200;

    /** @param part of the name; null: any */
    List<T> find(@Nullable String part, int most);

    /** Asks anew with each letter. */
    static <T> void offer(ComboBox<T> box, Lookup<T> lookup) {
        box.setItems(query -> page(query, lookup));
    }

    private static <T> Stream<T> page(Query<T, String> query, Lookup<T> lookup) {
        @Nullable
        String part = query.getFilter()
                .filter(text -> !text.isBlank())
                .map(String::strip)
                .orElse(null);
        int from = query.getOffset();
        return lookup.find(part, Math.min(MOST, from + query.getLimit())).stream()
                .skip(from)
                .limit(query.getLimit());
    }
}
