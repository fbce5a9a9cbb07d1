package dev.bursar.adminui.component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a reader sees of a table, in which order and how wide. The first is a row's name and its link: it may
 * move, but not go.
 */
record ColumnChoice(List<Column> columns) {
    private static final int MOST_COLUMNS = 50;

    /** @param width in pixels as a CSS length; null: as the table likes. Whatever else a browser kept is not believed */
    record Column(String name, boolean shown, @Nullable String width) {
        private static final Pattern PIXELS = Pattern.compile("\\d{1,4}(\\.\\d{1,6})?px");

        Column {
            width = width != null && PIXELS.matcher(width).matches() ? width : null;
        }
    }

    ColumnChoice {
        columns = List.copyOf(columns.subList(0, Math.min(MOST_COLUMNS, columns.size())));
    }

    /** As the table was made. */
    static ColumnChoice of(List<String> names) {
        return new ColumnChoice(
                names.stream().map(name -> new Column(name, true, null)).toList());
    }

    /** For the columns that there are by now: others are forgotten, new ones stand where the table has them. */
    ColumnChoice among(List<String> names) {
        List<Column> known = new ArrayList<>();
        for (Column column : columns) {
            boolean again = known.stream().anyMatch(one -> one.name().equals(column.name()));
            if (names.contains(column.name()) && !again) {
                known.add(column.name().equals(names.getFirst()) ? shown(column, true) : column);
            }
        }
        IntStream.range(0, names.size())
                .filter(at -> known.stream().noneMatch(one -> one.name().equals(names.get(at))))
                .forEach(at -> known.add(Math.min(at, known.size()), new Column(names.get(at), true, null)));
        return new ColumnChoice(known);
    }

    ColumnChoice show(String name, boolean shown) {
        return new ColumnChoice(columns.stream()
                .map(column -> column.name().equals(name) ? shown(column, shown) : column)
                .toList());
    }

    ColumnChoice widen(String name, @Nullable String width) {
        return new ColumnChoice(columns.stream()
                .map(column -> column.name().equals(name) ? new Column(name, column.shown(), width) : column)
                .toList());
    }

    /** @param by places, negative: to the front; not further than there are */
    ColumnChoice move(String name, int by) {
        int from = names().indexOf(name);
        List<Column> moved = new ArrayList<>(columns);
        moved.add(Math.clamp(from + by, 0, columns.size() - 1), moved.remove(from));
        return new ColumnChoice(moved);
    }

    /** @param names all of them */
    ColumnChoice inOrder(List<String> names) {
        return new ColumnChoice(columns.stream()
                .sorted(Comparator.comparingInt(column -> names.indexOf(column.name())))
                .toList());
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private static Column shown(Column column, boolean shown) {
        return new Column(column.name(), shown, column.width());
    }
}
