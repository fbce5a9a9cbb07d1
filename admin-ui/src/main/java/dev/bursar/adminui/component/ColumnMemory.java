package dev.bursar.adminui.component;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.signals.Signal;
import com.vaadin.flow.signals.local.ValueSignal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns that a reader chose, table by table. Their browser keeps them: they suit its screen, and the control plane
 * need not know. It is asked once for each window, so that tables after the first are right at once.
 */
final class ColumnMemory {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, ColumnChoice>> CHOICES = new TypeReference<>() {};
    /** Of what a browser kept; more is not ours. */
    private static final int MOST_CHARS = 100_000;

    private static final String READ = "try { return localStorage.getItem($0); } catch (e) { return null; }";
    /** Another window may have kept another table's since. */
    private static final String KEEP = """
            try {
                const all = JSON.parse(localStorage.getItem($0) ?? '{}');
                if ($2) { all[$1] = JSON.parse($2); } else { delete all[$1]; }
                localStorage.setItem($0, JSON.stringify(all));
            } catch (e) { /* a browser that keeps nothing: the choice holds in this window */ }
            """;

    private final UI ui;
    private final ValueSignal<Map<String, ColumnChoice>> choices = new ValueSignal<>(Map.of());
    private String item = "";

    private ColumnMemory(UI ui) {
        this.ui = ui;
    }

    static ColumnMemory in(UI ui) {
        ColumnMemory memory = ComponentUtil.getData(ui, ColumnMemory.class);
        if (memory == null) {
            memory = new ColumnMemory(ui);
            ComponentUtil.setData(ui, ColumnMemory.class, memory);
        }
        return memory;
    }

    /** Begins to read what this reader chose; several people may share a browser. @param subject at the issuer */
    void of(String subject) {
        String wanted = "bursar.columns." + subject;
        if (!wanted.equals(item)) {
            item = wanted;
            ui.getPage().executeJs(READ, item).then(String.class, this::remember);
        }
    }

    /** By table. */
    Signal<Map<String, ColumnChoice>> choices() {
        return choices;
    }

    /** @param choice null: as the table was made */
    void keep(String table, @Nullable ColumnChoice choice) {
        Map<String, ColumnChoice> all = new HashMap<>(choices.peek());
        if (choice == null) {
            all.remove(table);
        } else {
            all.put(table, choice);
        }
        choices.set(Map.copyOf(all));
        ui.getPage().executeJs(KEEP, item, table, choice == null ? "" : JSON.writeValueAsString(choice));
    }

    /** What cannot be understood was not chosen. */
    void remember(@Nullable String kept) {
        choices.set(parsed(kept));
    }

    private static Map<String, ColumnChoice> parsed(@Nullable String kept) {
        if (kept == null || kept.length() > MOST_CHARS) {
            return Map.of();
        }
        try {
            return Map.copyOf(JSON.readValue(kept, CHOICES));
        } catch (JacksonException | NullPointerException e) {
            return Map.of();
        }
    }
}
