package dev.bursar.server.platform.database;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/**
 * Many rows in one statement, whose text is the same however many they are: each column travels as one array. So the
 * database prepares it once, and neither side spends time on a text with thousands of parameters.
 */
public final class Rows {
    private static final String ALIAS = "given";

    private Rows() {}

    /**
     * Inserts them in their order.
     *
     * @param rows at least one, all with the same columns set
     */
    public static <R extends TableRecord<R>> InsertOnDuplicateStep<R> insert(
            DSLContext tx, Table<R> table, List<R> rows) {
        List<Field<?>> columns = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        List<QueryPart> arrays = new ArrayList<>();
        for (Field<?> column : table.fields()) {
            if (rows.getFirst().touched(column)) {
                columns.add(column);
                values.add(DSL.field(DSL.name(ALIAS, column.getName()), column.getDataType()));
                arrays.add(array(column, rows));
            }
        }
        return tx.insertInto(table)
                .columns(columns)
                .select(DSL.select(values)
                        .from(DSL.table(unnest(arrays.size()), arrays.toArray(QueryPart[]::new))
                                .as(
                                        DSL.name(ALIAS),
                                        columns.stream()
                                                .map(Field::getUnqualifiedName)
                                                .toArray(org.jooq.Name[]::new))));
    }

    private static <T> Field<T[]> array(Field<T> column, List<? extends TableRecord<?>> rows) {
        @SuppressWarnings("unchecked")
        T[] values = (T[]) Array.newInstance(column.getType(), rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i).get(column);
        }
        return DSL.val(values, column.getDataType().array());
    }

    private static String unnest(int arrays) {
        StringBuilder sql = new StringBuilder("unnest(");
        for (int i = 0; i < arrays; i++) {
            sql.append(i == 0 ? "{" : ", {").append(i).append('}');
        }
        return sql.append(')').toString();
    }
}
