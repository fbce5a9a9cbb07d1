package dev.bursar.server.scim;

import dev.bursar.server.scim.protocol.Attribute;
import dev.bursar.server.scim.protocol.ResourceType;
import dev.bursar.server.scim.protocol.ResourceTypes;
import dev.bursar.server.scim.protocol.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What this server says of itself (RFC 7643, 5 to 7). */
final class Discovery {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final List<ResourceType> TYPES = List.of(ResourceTypes.USER, ResourceTypes.GROUP);

    private Discovery() {}

    static ObjectNode provider(ScimAddress.Of address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(CORE + "ServiceProviderConfig");
        json.putObject("patch").put("supported", true);
        json.putObject("bulk")
                .put("supported", true)
                .put("maxOperations", BulkRequest.MAX_OPERATIONS)
                .put("maxPayloadSize", ScimJson.MAX_BYTES);
        json.putObject("filter").put("supported", true).put("maxResults", Listing.MAX_COUNT);
        json.putObject("changePassword").put("supported", false);
        json.putObject("sort").put("supported", true);
        json.putObject("etag").put("supported", true);
        json.putArray("authenticationSchemes")
                .addObject()
                .put("type", "oauthbearertoken")
                .put("name", "Bearer token")
                .put("description", "A token of the organization's, issued in the console or by the Admin API")
                .put("primary", true);
        json.set("meta", meta("ServiceProviderConfig", address.base() + "/ServiceProviderConfig"));
        return json;
    }

    static List<ObjectNode> types(ScimAddress.Of address) {
        return TYPES.stream().map(type -> type(type, address)).toList();
    }

    static Optional<ObjectNode> type(String name, ScimAddress.Of address) {
        return TYPES.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .map(type -> type(type, address));
    }

    static List<ObjectNode> schemas(ScimAddress.Of address) {
        return all().map(schema -> schema(schema, address)).toList();
    }

    static Optional<ObjectNode> schema(String id, ScimAddress.Of address) {
        return all().filter(schema -> schema.id().equals(id)).findFirst().map(schema -> schema(schema, address));
    }

    private static Stream<Schema> all() {
        return TYPES.stream().flatMap(type -> Stream.concat(Stream.of(type.schema()), type.extensions().stream()));
    }

    private static ObjectNode type(ResourceType type, ScimAddress.Of address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(CORE + "ResourceType");
        json.put("id", type.name());
        json.put("name", type.name());
        json.put("endpoint", type.endpoint());
        json.put("description", type.schema().description());
        json.put("schema", type.schema().id());
        ArrayNode extensions = json.putArray("schemaExtensions");
        type.extensions()
                .forEach(e -> extensions.addObject().put("schema", e.id()).put("required", false));
        json.set("meta", meta("ResourceType", address.base() + "/ResourceTypes/" + type.name()));
        return json;
    }

    private static ObjectNode schema(Schema schema, ScimAddress.Of address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(CORE + "Schema");
        json.put("id", schema.id());
        json.put("name", schema.name());
        json.put("description", schema.description());
        json.set("attributes", attributes(schema.attributes()));
        json.set("meta", meta("Schema", address.base() + "/Schemas/" + schema.id()));
        return json;
    }

    private static ArrayNode attributes(List<Attribute> attributes) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        attributes.forEach(attribute -> list.add(attribute(attribute)));
        return list;
    }

    private static ObjectNode attribute(Attribute attribute) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", attribute.name());
        json.put("type", attribute.type().text());
        json.put("multiValued", attribute.many());
        json.put("description", attribute.name());
        json.put("required", attribute.required());
        json.put("caseExact", attribute.caseExact());
        json.put("mutability", attribute.mutability().text());
        json.put("returned", "default");
        json.put("uniqueness", attribute.required() ? "server" : "none");
        if (!attribute.canonical().isEmpty()) {
            ArrayNode canonical = json.putArray("canonicalValues");
            attribute.canonical().forEach(canonical::add);
        }
        if (attribute.type() == Attribute.Type.REFERENCE) {
            json.putArray("referenceTypes").add(attribute.name().equals("$ref") ? "User" : "external");
        }
        if (attribute.isComplex()) {
            json.set("subAttributes", attributes(attribute.parts()));
        }
        return json;
    }

    private static ObjectNode meta(String type, String location) {
        return JsonNodeFactory.instance.objectNode().put("resourceType", type).put("location", location);
    }
}
