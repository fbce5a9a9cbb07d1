package dev.bursar.server.budget;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Writes of different rows, in one round trip. */
final class Writes {
    private Writes() {}

    /**
     * In no particular order: none may depend on another.
     *
     * @param writes few: each number of them is a statement of its own, which the database prepares once
     */
    static void execute(DSLContext tx, List<Query> writes) {
        if (!writes.isEmpty()) {
            tx.query(statement(writes.size()), writes.toArray(Query[]::new)).execute();
        }
    }

    /** All but the last are common table expressions of the last. */
    private static String statement(int writes) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < writes - 1; i++) {
            sql.append(i == 0 ? "WITH " : ", ")
                    .append("w")
                    .append(i)
                    .append(" AS ({")
                    .append(i)
                    .append("})");
        }
        return sql.append(" {").append(writes - 1).append("}").toString();
    }
}
