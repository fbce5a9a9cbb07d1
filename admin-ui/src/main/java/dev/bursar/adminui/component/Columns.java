package dev.bursar.adminui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table: those that its reader chose, or the one that a narrow screen has room for. Columns without a
 * header are what can be done with a row; they stay at its end.
 */
final class Columns<T> {
    /** Of fewer nobody needs to choose. */
    private static final int FEWEST_TO_CHOOSE = 4;
    /** Vaadin's own, at the least, of a column that shares what the others leave. */
    private static final String SHARED_WIDTH = "100px";

    private final Grid<T> grid;
    private final List<Grid.Column<T>> all = new ArrayList<>();
    private final Map<String, Grid.Column<T>> named = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Grid.Column<T>, Size> sizes = new HashMap<>();
    private ColumnChoice choice = ColumnChoice.of(List.of());
    private Grid.@Nullable Column<T> compact;
    private Grid.@Nullable Column<T> room;
    private boolean narrow;

    private record Size(String width, int grow) {}

    Columns(Grid<T> grid) {
        this.grid = grid;
    }

    /** @param width null: it shares what the others leave */
    Grid.Column<T> add(String header, @Nullable String width, Function<T, Component> cell) {
        Grid.Column<T> column = grid.addColumn(new ComponentRenderer<>(cell::apply))
                .setHeader(header)
                .setResizable(true);
        sizes.put(column, width == null ? new Size(SHARED_WIDTH, 1) : new Size(width, 0));
        size(column, null);
        all.add(column);
        if (!header.isEmpty()) {
            names.add(header);
            named.put(header, column);
        }
        return column;
    }

    void compact(Function<T, Component> cell) {
        compact = grid.addColumn(new ComponentRenderer<>(cell::apply)).setFlexGrow(1);
        compact.setVisible(false);
    }

    Grid.Column<T> last() {
        return all.getLast();
    }

    /** @param changed hears what the reader drags */
    void choose(Consumer<ColumnChoice> changed) {
        choice = ColumnChoice.of(names);
        grid.addColumnReorderListener(event -> {
            if (event.isFromClient()) {
                changed.accept(choice.inOrder(namesOf(event.getColumns())));
            }
        });
        grid.addColumnResizeListener(event -> {
            if (event.isFromClient()) {
                namesOf(List.of(event.getResizedColumn()))
                        .forEach(name -> changed.accept(
                                choice.widen(name, event.getResizedColumn().getWidth())));
            }
        });
        // The button stands in the header row, beside everybody else's headers.
        room = grid.addColumn(row -> "").setWidth("2.75rem").setFlexGrow(0).setFrozenToEnd(true);
    }

    boolean canBeChosen() {
        return names.size() >= FEWEST_TO_CHOOSE;
    }

    List<String> names() {
        return List.copyOf(names);
    }

    ColumnChoice chosen() {
        return choice;
    }

    /** @param wanted null: as the table was made */
    void apply(@Nullable ColumnChoice wanted) {
        choice = wanted == null ? ColumnChoice.of(names) : wanted.among(names);
        List<Grid.Column<T>> order = Stream.of(
                        choice.names().stream().map(this::column),
                        all.stream().filter(column -> !named.containsValue(column)),
                        Stream.of(compact, room).filter(Objects::nonNull))
                .flatMap(columns -> columns)
                .toList();
        if (!order.equals(grid.getColumns())) {
            grid.setColumnOrder(order);
        }
        choice.columns().forEach(one -> size(column(one.name()), one.width()));
        show();
    }

    /** @return whether the compact column is in place of the others */
    boolean fit(boolean isNarrow) {
        narrow = isNarrow && compact != null;
        show();
        return narrow;
    }

    private void show() {
        all.forEach(column -> column.setVisible(!narrow));
        choice.columns().forEach(one -> column(one.name()).setVisible(!narrow && one.shown()));
        Stream.ofNullable(compact).forEach(column -> column.setVisible(narrow));
        Stream.ofNullable(room).forEach(column -> column.setVisible(!narrow));
    }

    private void size(Grid.Column<T> column, @Nullable String width) {
        Size size = Objects.requireNonNull(sizes.get(column));
        column.setWidth(width == null ? size.width() : width);
        column.setFlexGrow(width == null ? size.grow() : 0);
    }

    private List<String> namesOf(List<Grid.Column<T>> columns) {
        return columns.stream()
                .flatMap(column -> names.stream().filter(name -> column(name) == column))
                .toList();
    }

    private Grid.Column<T> column(String name) {
        return Objects.requireNonNull(named.get(name));
    }
}
