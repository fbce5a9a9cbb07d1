package dev.bursar.server.platform.web;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Text that people search for: bounded, and never a pattern of their own. */
public final class Searches {
    private static final int MAX_LENGTH = 200;

    private Searches() {}

    /** True for every row if nothing is asked for. @param name of the parameter */
    public static Condition equal(String name, Field<String> field, @Nullable String value) {
        if (value == null) {
            return DSL.noCondition();
        }
        if (value.length() > MAX_LENGTH || !Texts.storable(value)) {
            throw ProblemException.field(name, "parameter_invalid", "This is at most " + MAX_LENGTH + " characters.");
        }
        return field.eq(value);
    }

    /** True for every row if nothing is searched for. Case does not matter; {@code %} and {@code _} mean themselves. */
    @SafeVarargs
    public static Condition anyContains(@Nullable String search, Field<String>... fields) {
        if (search == null || search.isBlank()) {
            return DSL.noCondition();
        }
        String text = search.strip();
        if (text.length() > MAX_LENGTH || !Texts.storable(text)) {
            throw ProblemException.field(
                    "search", "search_invalid", "A search is at most " + MAX_LENGTH + " characters of text.");
        }
        Condition any = DSL.falseCondition();
        for (Field<String> field : fields) {
            any = any.or(field.containsIgnoreCase(text));
        }
        return any;
    }
}
