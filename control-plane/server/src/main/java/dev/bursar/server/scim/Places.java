package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.Attribute;
import dev.bursar.server.scim.protocol.AttributeRef;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;

/** Knows where the attributes of a kind of resource stand: the whole list of what a filter can reach. */
interface Places {
    /** @return empty: nobody filters by it */
    Optional<Place> of(AttributeRef ref);

    /** A member of an object in JSON. The name comes from a schema, never from a client. */
    static Place member(Field<JSONB> object, Attribute attribute) {
        return switch (attribute.type()) {
            case STRING, REFERENCE, DATE_TIME -> new Place.Text(text(object, attribute.name()));
            case BOOLEAN ->
                new Place.Truth(text(object, attribute.name()).isNotNull(), truth(object, attribute.name()));
            case COMPLEX -> new Place.Whole(object(object, attribute.name()));
        };
    }

    static Field<JSONB> object(Field<JSONB> object, String name) {
        return DSL.field("({0} -> {1})", JSONB.class, object, DSL.inline(name));
    }

    private static Field<String> text(Field<JSONB> object, String name) {
        return DSL.field("({0} ->> {1})", String.class, object, DSL.inline(name));
    }

    private static Condition truth(Field<JSONB> object, String name) {
        return DSL.coalesce(text(object, name), DSL.inline("false")).eq(DSL.inline("true"));
    }
}
