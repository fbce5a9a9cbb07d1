package dev.bursar.server.scim;

import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code meta} of a resource, and its version as an entity tag. */
final class Meta {
    private Meta() {}

    static ObjectNode of(String type, Instant created, Instant changed, String location, long version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", type)
                .put("created", created.toString())
                .put("lastModified", changed.toString())
                .put("location", location)
                .put("version", tag(version));
    }

    /** Weak: groups that a user is in change without a new version of the user. */
    static String tag(long version) {
        return "W/\"" + version + "\"";
    }
}
