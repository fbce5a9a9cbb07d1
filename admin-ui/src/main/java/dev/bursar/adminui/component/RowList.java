package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A short list in a panel, one component for each row. Shown again, only rows that are others are drawn. */
public final class RowList<T> extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Function<T, ? extends Component> row;
    private final Span none;
    private final transient List<T> shown = new ArrayList<>();

    /** @param none what to say in place of rows, a sentence */
    public RowList(Function<T, ? extends Component> row, String none) {
        this.row = row;
        this.none = new Span(none);
        this.none.addClassName("soft");
        addClassName("rows");
        add(this.none);
    }

    public RowList<T> show(List<T> rows) {
        none.setVisible(rows.isEmpty());
        for (int at = shown.size() - 1; at >= rows.size(); at--) {
            shown.remove(at);
            remove(getComponentAt(at));
        }
        for (int at = 0; at < rows.size(); at++) {
            put(at, rows.get(at));
        }
        return this;
    }

    private void put(int at, T now) {
        if (at == shown.size()) {
            shown.add(now);
        } else if (shown.get(at).equals(now)) {
            return;
        } else {
            shown.set(at, now);
            remove(getComponentAt(at));
        }
        addComponentAtIndex(at, row.apply(now));
    }
}
