package dev.bursar.server.scim;

import java.time.Instant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Where an attribute's value stands in the tables. */
sealed interface Place {
    /** Text; NULL: none. @param folded in small letters */
    record Text(Field<String> field, Field<String> folded) implements Place {
        Text(Field<String> field) {
            this(field, DSL.lower(field));
        }
    }

    /** True or false; or not there. Neither condition is ever unknown. */
    record Truth(Condition there, Condition holds) implements Place {}

    /** An instant. */
    record Moment(Field<Instant> field) implements Place {}

    /** An object; NULL: none. */
    record Whole(Field<JSONB> field) implements Place {}

    /** Many objects: one in each row. */
    record Many(Table<?> rows, Field<JSONB> each) implements Place {}
}
