package dev.bursar.server.scim.protocol;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whole resources, as clients send them with POST and PUT. */
public final class Resources {
    private Resources() {}

    /**
     * In the schemas' form. What the server alone sets is ignored (RFC 7644, 3.5.1), and so is what no schema knows.
     *
     * @throws ScimException 400 for what cannot be such a resource
     */
    public static ObjectNode read(ResourceType type, JsonNode body) {
        requireSchema(body, type.schema().id());
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        body.properties().forEach(field -> put(type, resource, field.getKey(), field.getValue()));
        requireWhole(type, resource);
        return resource;
    }

    /** What each resource of the type must have. */
    static void requireWhole(ResourceType type, ObjectNode resource) {
        for (Attribute attribute : type.schema().attributes()) {
            JsonNode value = resource.path(attribute.name());
            if (attribute.required() && value.asString("").isBlank()) {
                throw Values.wrong(attribute, "is missing");
            }
            if (attribute.many() && primaries(value) > 1) {
                throw Values.wrong(attribute, "has one primary value");
            }
        }
    }

    /** @throws ScimException 400 {@code invalidSyntax} unless it is an object that names the schema */
    public static void requireSchema(JsonNode body, String urn) {
        for (JsonNode schema : body.path("schemas")) {
            if (schema.isString() && schema.stringValue().equalsIgnoreCase(urn)) {
                return;
            }
        }
        throw ScimException.bad(ScimType.INVALID_SYNTAX, "The body names the schema " + urn + " in schemas.");
    }

    private static void put(ResourceType type, ObjectNode resource, String name, JsonNode value) {
        Optional<Schema> extension = type.extension(name);
        if (extension.isPresent()) {
            extension(resource, extension.get(), value);
            return;
        }
        type.attribute(name)
                .filter(attribute -> !attribute.isReadOnly())
                .ifPresent(
                        attribute -> Values.of(attribute, value).ifPresent(v -> Values.once(resource, attribute, v)));
    }

    private static void extension(ObjectNode resource, Schema extension, JsonNode value) {
        if (!value.isObject() && !value.isNull()) {
            throw ScimException.bad(ScimType.INVALID_VALUE, extension.id() + " is an object.");
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(field -> extension
                        .attribute(field.getKey())
                        .ifPresent(a -> Values.of(a, field.getValue()).ifPresent(v -> Values.once(object, a, v))));
        if (!object.isEmpty()) {
            resource.set(extension.id(), object);
        }
    }

    private static int primaries(JsonNode list) {
        int count = 0;
        for (JsonNode value : list) {
            count += BooleanNode.TRUE.equals(value.path("primary")) ? 1 : 0;
        }
        return count;
    }
}
