package dev.bursar.adminui.component;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.ListDataProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table as its reader sees them. Read again, a list moves under nobody's hands: rows that are as they
 * were are not drawn again, a row that is another than before is drawn in its place, and the same long list stays where
 * it was scrolled to.
 *
 * <p>A row that is drawn anew under a new key would lose the click that is on its way to it: the grid has forgotten the
 * old key by then. So the data provider outlives the reading, and rows have an identity beside their value.
 */
final class Rows<T> {
    /** Deeper than this a long list begins at its top again: what lies above has to be read for it, page by page. */
    private static final int DEEPEST_KEPT = 20 * CursorPages.PAGE;

    private final Grid<T> grid;
    private final List<T> whole = new ArrayList<>();
    private Function<T, Object> identity = row -> Objects.requireNonNull(row);
    private @Nullable CursorPages<T> pages;

    Rows(Grid<T> grid) {
        this.grid = grid;
    }

    /** @param identity what stays the same of a row while its value changes */
    void identifiedBy(Function<T, Object> identity) {
        this.identity = identity;
    }

    void show(CursorPages<T> now) {
        CursorPages<T> before = pages;
        pages = now;
        if (before != null && before.isComplete() && now.isComplete()) {
            change(now.known());
        } else if (before != null && isSameLongList(before, now)) {
            grid.deselectAll();
            grid.getDataProvider().refreshAll();
        } else {
            grid.deselectAll();
            begin(now);
        }
    }

    private void begin(CursorPages<T> now) {
        grid.setAllRowsVisible(now.isComplete());
        whole.clear();
        if (now.isComplete()) {
            whole.addAll(now.known());
            grid.setItems(new ListDataProvider<>(whole) {
                @Override
                public Object getId(T row) {
                    return identity.apply(row);
                }
            });
            return;
        }
        grid.setItems(new CallbackDataProvider<T, Void>(
                query -> pages().slice(query.getOffset(), query.getLimit()).stream(),
                query -> pages().isComplete() ? pages().known().size() : Integer.MAX_VALUE,
                identity::apply));
        grid.getLazyDataView().setItemCountUnknown();
        grid.getLazyDataView().setItemCountEstimate(now.known().size() + 1);
        grid.getLazyDataView().setItemCountEstimateIncrease(CursorPages.PAGE);
    }

    private void change(List<T> now) {
        if (now.equals(whole)) {
            return;
        }
        grid.deselectAll();
        boolean inPlace = identities(now).equals(identities(whole))
                && grid.getDataCommunicator().getInMemorySorting() == null;
        Set<T> before = Set.copyOf(whole);
        List<T> changed = now.stream().filter(row -> !before.contains(row)).toList();
        whole.clear();
        whole.addAll(now);
        if (inPlace) {
            changed.forEach(grid.getDataProvider()::refreshItem);
        } else {
            grid.getDataProvider().refreshAll();
        }
    }

    /** Neither is whole on the page, and they begin alike. */
    private boolean isSameLongList(CursorPages<T> before, CursorPages<T> now) {
        boolean isLong = !grid.isAllRowsVisible() && !now.isComplete();
        List<T> known = before.known();
        return isLong
                && known.size() <= DEEPEST_KEPT
                && identities(now.known())
                        .equals(identities(known.subList(0, Math.min(known.size(), CursorPages.PAGE))));
    }

    private List<Object> identities(List<T> rows) {
        return rows.stream().map(identity).toList();
    }

    private CursorPages<T> pages() {
        return Objects.requireNonNull(pages);
    }
}
