package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a bulk request, as it came.
 *
 * @param method empty: none was named
 * @param path {@code /Users}, {@code /Users/id}, {@code /Users/bulkId:x}; empty: none was named
 * @param bulkId the client's own name for what a POST makes
 * @param version what the resource must be at, as an entity tag
 * @param data missing where a DELETE has none
 */
record BulkOperation(
        String method,
        String path,
        @Nullable String bulkId,
        @Nullable String version,
        JsonNode data) {
    private static final String REFERENCE = "bulkId:";
    /** Of ids and references: in members, and in an enterprise user's manager. */
    private static final String VALUE = "value";

    static BulkOperation of(JsonNode json) {
        return new BulkOperation(
                json.path("method").asString("").toUpperCase(Locale.ROOT),
                json.path("path").asString(""),
                text(json, "bulkId"),
                text(json, "version"),
                json.path("data"));
    }

    boolean makes() {
        return method.equals("POST");
    }

    /** The first segment of the path: {@code /Users}. */
    String endpoint() {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }

    /** What follows the endpoint: an id, or a reference; empty where nothing does. */
    String target() {
        int end = path.indexOf('/', 1);
        return end < 0 ? "" : path.substring(end + 1);
    }

    /** @throws ScimException 400 where the operation needs data and has none */
    JsonNode requireData() {
        if (data.isObject()) {
            return data;
        }
        throw ScimException.bad(ScimType.INVALID_SYNTAX, "The operation has an object as its data.");
    }

    /** The names of what other operations make and this one needs. */
    Set<String> references() {
        Set<String> names = new TreeSet<>();
        reference(target()).ifPresent(names::add);
        collect(data, names);
        return names;
    }

    /** The same with ids in place of references. @param ids of what is made, by name */
    BulkOperation resolved(Map<String, UUID> ids) {
        UUID id = reference(target()).map(ids::get).orElse(null);
        JsonNode replaced = data.deepCopy();
        replace(replaced, ids);
        return new BulkOperation(method, id == null ? path : endpoint() + "/" + id, bulkId, version, replaced);
    }

    private static Optional<String> reference(String text) {
        return text.startsWith(REFERENCE) ? Optional.of(text.substring(REFERENCE.length())) : Optional.empty();
    }

    /** Goes through the whole tree: its depth is bounded where it was read. */
    private static void collect(JsonNode node, Set<String> names) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (isReference(field.getKey(), field.getValue())) {
                    reference(field.getValue().stringValue()).ifPresent(names::add);
                }
                collect(field.getValue(), names);
            });
        } else if (node instanceof ArrayNode list) {
            list.forEach(each -> collect(each, names));
        }
    }

    private static void replace(JsonNode node, Map<String, UUID> ids) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (isReference(field.getKey(), value)) {
                    reference(value.stringValue())
                            .map(ids::get)
                            .ifPresent(id -> field.setValue(JsonNodeFactory.instance.stringNode(id.toString())));
                }
                replace(value, ids);
            });
        } else if (node instanceof ArrayNode list) {
            list.forEach(each -> replace(each, ids));
        }
    }

    private static boolean isReference(String field, JsonNode value) {
        return field.equalsIgnoreCase(VALUE)
                && value.isString()
                && reference(value.stringValue()).isPresent();
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }
}
