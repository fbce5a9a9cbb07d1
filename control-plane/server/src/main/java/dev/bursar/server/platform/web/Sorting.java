package dev.bursar.server.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The orders in which one list can be read, page by page. A reader names one, {@code name}, or its reverse, {@code
 * -name}; a cursor carries the order that it was given out in, the last row's value in it and its id, so that no page
 * begins anywhere else because rows came or went. Each order is a column that stands in an index with the id.
 *
 * @param <T> a row as the Admin API shows it
 */
public final class Sorting<T> {
    private static final int MOST_LETTERS = 500;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final Field<UUID> id;
    private final Function<T, UUID> idOf;
    private final String usual;
    private final List<By<T>> orders;

    /** @param usual what a reader gets who asks for nothing, {@code -created} */
    @SafeVarargs
    public Sorting(Field<UUID> id, Function<T, UUID> idOf, String usual, By<T>... orders) {
        this.id = id;
        this.idOf = idOf;
        this.usual = usual;
        this.orders = List.of(orders);
    }

    /** One of the orders. */
    public sealed interface By<T> permits ByTime, ByText {
        String name();

        Field<?> column();

        /** A row's value, as a cursor carries it. */
        String value(T row);

        /** What a cursor carries, to compare with the column. @throws IllegalArgumentException if it is nothing of this order */
        Field<?> read(String value);
    }

    private record ByTime<T>(String name, Field<Instant> column, Function<T, @Nullable OffsetDateTime> time)
            implements By<T> {
        @Override
        public String value(T row) {
            OffsetDateTime at = time.apply(row);
            return at == null ? "0.0" : at.toEpochSecond() + "." + at.getNano();
        }

        @Override
        public Field<?> read(String value) {
            String[] parts = value.split("\\.", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("no instant");
            }
            Instant at = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
                throw new IllegalArgumentException("no instant of ours");
            }
            return DSL.val(at, column);
        }
    }

    private record ByText<T>(String name, Field<String> column, Function<T, String> text) implements By<T> {
        @Override
        public String value(T row) {
            return text.apply(row);
        }

        @Override
        public Field<?> read(String value) {
            if (value.length() > MOST_LETTERS || !Texts.storable(value)) {
                throw new IllegalArgumentException("no text of ours");
            }
            return DSL.lower(DSL.val(value, column));
        }
    }

    /** @param column never null: the epoch stands for never. @param time null: never */
    public static <T> By<T> byTime(String name, Field<Instant> column, Function<T, @Nullable OffsetDateTime> time) {
        return new ByTime<>(name, column, time);
    }

    /** @param column the text in small letters. @param text as it is written */
    public static <T> By<T> byText(String name, Field<String> column, Function<T, String> text) {
        return new ByText<>(name, column, text);
    }

    /** One order, and where in it a page begins. */
    public record Start<T>(
            By<T> by, boolean descending, Condition rest, List<SortField<?>> order, Function<T, String> cursorAfter) {}

    /**
     * @param sort null: the usual one
     * @param cursor of the same order; null: the first page
     * @throws ProblemException 400 {@code sort_unknown}, {@code cursor_invalid}
     */
    public Start<T> start(@Nullable String sort, @Nullable String cursor) {
        String wanted = sort == null || sort.isEmpty() ? usual : sort;
        boolean descending = wanted.startsWith("-");
        String name = descending ? wanted.substring(1) : wanted;
        By<T> by = orders.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(this::unknown);
        List<SortField<?>> order = descending
                ? List.of(by.column().desc(), id.desc())
                : List.of(by.column().asc(), id.asc());
        return new Start<>(
                by,
                descending,
                rest(by, descending, wanted, cursor),
                order,
                row -> Cursors.afterText(wanted + "|" + idOf.apply(row) + "|" + by.value(row)));
    }

    private Condition rest(By<T> by, boolean descending, String wanted, @Nullable String cursor) {
        var after = Cursors.text(cursor, Cursors.MAX_LENGTH);
        if (after.isEmpty()) {
            return DSL.noCondition();
        }
        String[] parts = after.get().split("\\|", 3);
        if (parts.length != 3 || !parts[0].equals(wanted)) {
            throw Cursors.invalid();
        }
        try {
            var here = DSL.row(new Field<?>[] {by.column(), id});
            Field<?>[] last = {by.read(parts[2]), DSL.val(UUID.fromString(parts[1]), id)};
            return descending ? here.lt(last) : here.gt(last);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw Cursors.invalid();
        }
    }

    private ProblemException unknown() {
        return ProblemException.field(
                "sort",
                "sort_unknown",
                "This list is sorted by one of " + orders.stream().map(By::name).toList()
                        + ", with a minus before it from the last to the first.");
    }
}
