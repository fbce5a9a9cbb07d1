package dev.bursar.server.platform.database;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Name;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.UpdatableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Many rows in one statement, whose text is the same however many they are: each column travels as one array. So the
 * database prepares it once, and neither side spends time on a text with thousands of parameters.
 */
public final class Rows {
    private static final String ALIAS = "given";

    /** Where a given row stands in its list, from 1. */
    public static final Field<Long> NUMBER = DSL.field(DSL.name(ALIAS, "number"), Long.class);

    private Rows() {}

    /**
     * Inserts them in their order.
     *
     * @param rows at least one, all with the same columns set
     */
    public static <R extends TableRecord<R>> InsertOnDuplicateStep<R> insert(
            DSLContext tx, Table<R> table, List<R> rows) {
        List<Field<?>> columns = columns(table, rows);
        List<Field<?>> values = new ArrayList<>();
        columns.forEach(column -> values.add(given(column)));
        return tx.insertInto(table).columns(columns).select(DSL.select(values).from(table(table, rows)));
    }

    /**
     * Gives the rows with their keys the values of their other columns.
     *
     * @param rows at least one, each key once, all with the same columns set
     */
    public static <R extends UpdatableRecord<R>> Query update(DSLContext tx, Table<R> table, List<R> rows) {
        List<? extends Field<?>> key = Objects.requireNonNull(table.getPrimaryKey(), "rows without a key")
                .getFields();
        Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
        columns(table, rows).stream()
                .filter(column -> !key.contains(column))
                .forEach(column -> values.put(column, given(column)));
        return tx.update(table).set(values).from(table(table, rows)).where(matches(key));
    }

    /**
     * Them as a table, to be joined with.
     *
     * @param rows at least one, all with the same columns set
     */
    public static <R extends TableRecord<R>> Table<?> table(Table<R> like, List<R> rows) {
        List<Name> names = new ArrayList<>();
        List<QueryPart> arrays = new ArrayList<>();
        for (Field<?> column : columns(like, rows)) {
            names.add(column.getUnqualifiedName());
            arrays.add(array(column, rows));
        }
        names.add(NUMBER.getUnqualifiedName());
        return DSL.table(unnest(arrays.size()), arrays.toArray(QueryPart[]::new))
                .as(DSL.name(ALIAS), names.toArray(Name[]::new));
    }

    /** A column as the given rows have it. */
    public static <T> Field<T> given(Field<T> column) {
        return DSL.field(DSL.name(ALIAS, column.getName()), column.getDataType());
    }

    /** Where a row and a given one have the same in these columns. */
    public static Condition matches(List<? extends Field<?>> columns) {
        return DSL.and(columns.stream().map(Rows::matches).toList());
    }

    private static <T> Condition matches(Field<T> column) {
        return column.eq(given(column));
    }

    private static <R extends TableRecord<R>> List<Field<?>> columns(Table<R> table, List<R> rows) {
        List<Field<?>> columns = new ArrayList<>();
        for (Field<?> column : table.fields()) {
            if (rows.getFirst().touched(column)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static <T> QueryPart array(Field<T> column, List<? extends TableRecord<?>> rows) {
        if (column.getType() == byte[].class) {
            return bytes(column, rows);
        }
        @SuppressWarnings("unchecked")
        T[] values = (T[]) Array.newInstance(column.getType(), rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i).get(column);
        }
        return DSL.val(values, column.getDataType().array());
    }

    /** As text: no bytes would otherwise travel as no element. */
    private static QueryPart bytes(Field<?> column, List<? extends TableRecord<?>> rows) {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            byte[] bytes = (byte[]) rows.get(i).get(column);
            values[i] = bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
        }
        return DSL.val(values).cast(column.getDataType().array());
    }

    private static String unnest(int arrays) {
        StringBuilder sql = new StringBuilder("unnest(");
        for (int i = 0; i < arrays; i++) {
            sql.append(i == 0 ? "{" : ", {").append(i).append('}');
        }
        return sql.append(") WITH ORDINALITY").toString();
    }
}
