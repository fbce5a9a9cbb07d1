package dev.bursar.server.scim.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One change of a PATCH. @param value as it was sent; null: none */
record Edit(Kind kind, Target target, @Nullable JsonNode value) {
    /** What to do. */
    enum Kind {
        ADD,
        REPLACE,
        REMOVE
    }

    Edit {
        if (kind != Kind.REMOVE && value == null) {
            throw ScimException.bad(ScimType.INVALID_VALUE, "An operation other than remove has a value.");
        }
        if (kind == Kind.REMOVE && target.isRequired()) {
            throw ScimException.bad(
                    ScimType.MUTABILITY, target.attribute().name() + " is required and cannot be removed.");
        }
    }
}
