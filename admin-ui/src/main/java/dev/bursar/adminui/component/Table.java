package dev.bursar.adminui.component;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.WindowSize;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.signals.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A list of the Admin API as a table. Short lists are shown whole, long ones are read as the reader scrolls; on a
 * narrow screen one column says the essentials in two lines.
 */
public final class Table<T> extends Div {
    private static final long serialVersionUID = 1L;
    private static final int NARROW_PIXELS = 760;
    private static final int MOST_EXPORTED = 10_000;

    private final Grid<T> grid = new Grid<>();
    private final Columns<T> columns = new Columns<>(grid);
    private final Rows<T> shown = new Rows<>(grid);
    private final Div empty = new Div();
    private final Div body = new Div(grid);
    private final String label;
    private final String test;
    private @Nullable ColumnMenu menu;
    private @Nullable Supplier<Component> emptyState;
    private @Nullable OrderedSource<T> source;
    private Consumer<String> sorted = sort -> {};
    private String sort = "";

    public Table(String label, String test) {
        this.label = label;
        this.test = test;
        addClassName("table");
        body.addClassName("table-body");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setPageSize(CursorPages.PAGE);
        grid.setColumnReorderingAllowed(true);
        grid.getElement().setAttribute("aria-label", label);
        grid.getElement().setAttribute("data-test", test);
        grid.addSortListener(order -> reorder(order.getSortOrder()));
        add(body, empty);
    }

    /** A column that knows an order of the Admin API's is sorted there. */
    private void reorder(List<GridSortOrder<T>> order) {
        String wanted = order.stream()
                .filter(one -> one.getSorted().getKey() != null)
                .findFirst()
                .map(one -> (one.getDirection() == SortDirection.DESCENDING ? "-" : "")
                        + one.getSorted().getKey())
                .orElse("");
        OrderedSource<T> rows = source;
        if (!wanted.equals(sort) && rows != null) {
            sort = wanted;
            show(rows);
            sorted.accept(wanted);
        }
    }

    public Table<T> column(String header, Function<T, Component> cell) {
        columns.add(header, null, cell);
        return this;
    }

    /** @param width a CSS length: the column keeps it */
    public Table<T> column(String header, String width, Function<T, Component> cell) {
        columns.add(header, width, cell);
        return this;
    }

    /** Right-aligned with tabular figures. */
    public Table<T> number(String header, String width, Function<T, Component> cell) {
        columns.add(header, width, cell).setTextAlign(ColumnTextAlign.END).setPartNameGenerator(row -> "number");
        return this;
    }

    /** Where rows are sentences: none of them is cut off. */
    public Table<T> wraps() {
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        return this;
    }

    /** Lets the reader sort by the column that was added last. For a list that is on the page whole: none is read for it. */
    public Table<T> sortedBy(Comparator<T> order) {
        columns.last().setComparator(order).setSortable(true);
        return this;
    }

    /** Lets the reader sort by the column that was added last, as the Admin API does. @param order its name there */
    public Table<T> sorts(String order) {
        columns.last().setKey(order).setSortable(true);
        return this;
    }

    /**
     * As the columns are sorted before anybody clicks.
     *
     * @param order {@code name} or {@code -name}; null, or no column's: as the Admin API likes
     * @param listener hears of every other order; empty: as the Admin API likes
     */
    public Table<T> ordered(@Nullable String order, Consumer<String> listener) {
        sorted = listener;
        String wanted = order == null ? "" : order;
        boolean descending = wanted.startsWith("-");
        Grid.Column<T> column = grid.getColumnByKey(descending ? wanted.substring(1) : wanted);
        if (column != null) {
            sort = wanted;
            grid.sort(List.of(
                    new GridSortOrder<>(column, descending ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
        }
        return this;
    }

    /** @param identity what stays the same of a row while its value changes: a list that is live needs it */
    public Table<T> identifiedBy(Function<T, Object> identity) {
        shown.identifiedBy(identity);
        return this;
    }

    /** Rows can be selected, and something done with all of them at once. */
    public Table<T> bulk(Component... actions) {
        BulkBar bar = new BulkBar(grid::deselectAll, actions);
        addComponentAsFirst(bar);
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.addSelectionListener(
                change -> bar.show(change.getAllSelectedItems().size()));
        return this;
    }

    public List<T> selected() {
        return List.copyOf(grid.getSelectedItems());
    }

    /** What a narrow screen shows in place of the columns. */
    public Table<T> compact(Function<T, Component> cell) {
        columns.compact(cell);
        return this;
    }

    /** A click on a row; the first column carries a link for the keyboard. */
    public Table<T> opens(Function<T, String> path) {
        return onClick(row -> Paths.open(path.apply(row)));
    }

    public Table<T> onClick(Consumer<T> action) {
        grid.addClassName("opens");
        // A click may arrive after the row that it meant has gone.
        grid.addItemClickListener(click -> Optional.ofNullable(click.getItem()).ifPresent(action));
        return this;
    }

    /** In place of the table while there is nothing to show. */
    public Table<T> whenEmpty(Supplier<Component> state) {
        emptyState = state;
        return this;
    }

    /** Reads and shows. */
    public void show(PageSource<T> rows) {
        show((order, cursor, size) -> rows.page(cursor, size));
    }

    /** Reads and shows, in the order that the reader chose. */
    public void show(OrderedSource<T> rows) {
        source = rows;
        empty.removeAll();
        read(rows);
    }

    /** What is on the page whole is shown as it is now, unless the reader has selected rows of it. */
    public void poll() {
        OrderedSource<T> rows = source;
        if (rows != null && grid.isAllRowsVisible() && grid.getSelectedItems().isEmpty()) {
            read(rows);
        }
    }

    /** For cells that say more than their row knows, when that has changed. */
    public void redraw() {
        grid.getDataProvider().refreshAll();
    }

    private void read(OrderedSource<T> rows) {
        CursorPages<T> pages = new CursorPages<>(inOrder(rows));
        shown.show(pages);
        Supplier<Component> state = emptyState;
        boolean nothing = pages.known().isEmpty() && state != null;
        body.setVisible(!nothing);
        empty.setVisible(nothing);
        if (nothing && empty.getComponentCount() == 0) {
            empty.add(Objects.requireNonNull(state).get());
        } else if (!nothing) {
            empty.removeAll();
        }
    }

    public void show(List<T> rows) {
        show((cursor, size) -> new dev.bursar.adminapi.common.Page<>(rows, null));
    }

    private PageSource<T> inOrder(OrderedSource<T> rows) {
        String order = sort.isEmpty() ? null : sort;
        return (cursor, size) -> rows.page(order, cursor, size);
    }

    /** All rows of what is shown, for an export. */
    public List<T> all() {
        return source == null ? List.of() : new CursorPages<>(inOrder(source)).first(MOST_EXPORTED);
    }

    /** All rows of a list, for an export. */
    public static <T> List<T> read(PageSource<T> rows) {
        return new CursorPages<>(rows).first(MOST_EXPORTED);
    }

    /** Once all columns are there. */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        if (!event.isInitialAttach()) {
            return;
        }
        if (columns.canBeChosen()) {
            offerColumns(ColumnMemory.in(event.getUI()));
        }
        Signal<WindowSize> size = event.getUI().getPage().windowSizeSignal();
        Signal.effect(this, () -> fit(size.get()));
    }

    private void offerColumns(ColumnMemory memory) {
        columns.choose(choice -> memory.keep(test, choice));
        menu = new ColumnMenu(label, columns::chosen, choice -> memory.keep(test, choice));
        body.add(menu);
        Signal<Map<String, ColumnChoice>> choices = memory.choices();
        Signal.effect(this, () -> columns.apply(choices.get().get(test)));
    }

    private void fit(@Nullable WindowSize size) {
        if (size == null || size.width() <= 0) {
            return;
        }
        boolean isNarrow = columns.fit(size.width() < NARROW_PIXELS);
        grid.setClassName("narrow", isNarrow);
        Optional.ofNullable(menu).ifPresent(one -> one.setVisible(!isNarrow));
    }
}
