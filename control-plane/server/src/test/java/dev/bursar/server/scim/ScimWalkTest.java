package dev.bursar.server.scim;

import static dev.bursar.server.scim.ScimClient.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.WithDemoServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Goes through whatever the server says that it serves: every resource type, every attribute of every schema, by every
 * operation of RFC 7644. The same operations as scim2-tester's checks ({@link ScimCheckerTest}), without its code.
 */
@WithDemoServer
class ScimWalkTest {
    /** Somebody is active or not: removing the attribute leads to no third state. */
    private static final String NEVER_UNASSIGNED = "active";

    private static final List<String> DISCOVERY = List.of("/ServiceProviderConfig", "/ResourceTypes", "/Schemas");

    private final ScimClient scim;
    private int drawn;

    ScimWalkTest(DemoServer server) {
        this.scim = ScimClient.of(server, server.globex(), "admin@globex.test");
    }

    @Test
    void describesEverythingItServesAndLetsNobodyChangeIt() {
        for (String path : DISCOVERY) {
            JsonNode found = scim.get(path).json();
            assertThat(found.path("schemas").isEmpty()).as(path).isFalse();
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                refused(scim.send(method, path, method.equals("DELETE") ? null : "{}", Map.of()), 405, "");
            }
            for (JsonNode one : found.path("Resources")) {
                assertThat(scim.get(path + "/" + one.path("id").asString()).json())
                        .isEqualTo(one);
            }
        }
        refused(scim.get("/Schemas/urn:none"), 404, "");
        refused(scim.get("/ResourceTypes/none"), 404, "");
        refused(scim.get("/none"), 404, "");
    }

    @Test
    void keepsEveryAttributeThatItsSchemasSayCanBeWritten() {
        for (JsonNode type : types()) {
            ObjectNode whole = minimal(type);
            places(type).forEach(place -> place.into(whole));
            Answer created = scim.post(type.path("endpoint").asString(), raw(whole));
            assertThat(created.status()).as(created.body()).isEqualTo(201);
            JsonNode kept = created.json();
            for (Place place : places(type)) {
                assertContains(place.of(kept), place.of(whole), place.path());
            }
            assertThat(created.header("location"))
                    .isEqualTo(kept.at("/meta/location").asString());
            assertThat(created.header("etag"))
                    .isEqualTo(kept.at("/meta/version").asString());
            assertThat(kept.at("/meta/resourceType").asString())
                    .isEqualTo(type.path("name").asString());
            String path = path(type, kept);
            assertThat(scim.get(path).json()).isEqualTo(kept);
            replacesAll(type, path, kept);
            projects(type, path, kept);
            deletes(path);
        }
    }

    @Test
    void patchesEveryAttributeByItsPath() {
        for (JsonNode type : types()) {
            JsonNode made = scim.post(type.path("endpoint").asString(), raw(minimal(type)))
                    .json();
            String path = path(type, made);
            for (Place place : places(type)) {
                for (String operation : List.of("add", "replace")) {
                    JsonNode value = place.draw();
                    Answer answer = patch(path, operation, place, value);
                    assertThat(answer.status())
                            .as("%s %s: %s", operation, place.path(), answer.body())
                            .isIn(200, 204);
                    assertContains(place.of(scim.get(path).json()), value, operation + " " + place.path());
                }
                if (!place.required() && !place.path().equals(NEVER_UNASSIGNED)) {
                    assertThat(patch(path, "remove", place, null).status()).isIn(200, 204);
                    assertThat(place.of(scim.get(path).json()).isMissingNode())
                            .as("remove " + place.path())
                            .isTrue();
                }
            }
            deletes(path);
        }
    }

    @Test
    void findsByEveryAttributeThatIsPlainText() {
        for (JsonNode type : types()) {
            ObjectNode whole = minimal(type);
            places(type).forEach(place -> place.into(whole));
            JsonNode made =
                    scim.post(type.path("endpoint").asString(), raw(whole)).json();
            for (Place place : places(type)) {
                if (!place.of(made).isString()) {
                    continue;
                }
                String filter = place.path() + " eq \"" + place.of(made).asString() + "\"";
                JsonNode found = scim.get(type.path("endpoint").asString() + "?filter="
                                + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                        .json();
                assertThat(found.path("Resources").findValuesAsString("id"))
                        .as(filter)
                        .contains(made.path("id").asString());
            }
            deletes(path(type, made));
        }
    }

    /** A PUT with the least there can be leaves nothing else. */
    private void replacesAll(JsonNode type, String path, JsonNode kept) {
        ObjectNode least = minimal(type);
        Answer answer = scim.put(path, raw(least));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (Place place : places(type)) {
            boolean stays = place.required() || place.path().equals(NEVER_UNASSIGNED);
            assertThat(place.of(answer.json()).isMissingNode()).as(place.path()).isEqualTo(!stays);
        }
        assertThat(answer.json().path("id")).isEqualTo(kept.path("id"));
    }

    private void projects(JsonNode type, String path, JsonNode kept) {
        for (Place place : places(type)) {
            Answer only = scim.get(path + "?attributes=" + place.path());
            assertThat(only.status()).isEqualTo(200);
            assertThat(only.json().has("meta")).as(place.path()).isFalse();
            JsonNode without =
                    scim.get(path + "?excludedAttributes=" + place.path()).json();
            assertThat(place.of(without).isMissingNode()).as(place.path()).isTrue();
            assertThat(without.path("id")).isEqualTo(kept.path("id"));
        }
    }

    private void deletes(String path) {
        assertThat(scim.delete(path).status()).isEqualTo(204);
        refused(scim.get(path), 404, "");
        refused(scim.delete(path), 404, "");
    }

    private Answer patch(String path, String operation, Place place, @Nullable JsonNode value) {
        String end = value == null ? "}" : ",'value':" + raw(value) + "}";
        return scim.patch(path, "{'op':'" + operation + "','path':'" + place.path() + "'" + end);
    }

    private static void assertContains(JsonNode all, JsonNode some, String what) {
        if (some.isObject()) {
            some.properties()
                    .forEach(field ->
                            assertContains(all.path(field.getKey()), field.getValue(), what + "." + field.getKey()));
        } else if (some.isArray()) {
            assertContains(all.path(all.size() - 1), some.path(0), what + "[]");
        } else {
            assertThat(all).as(what).isEqualTo(some);
        }
    }

    // ------------------------------------------------------------------ what the server says of itself

    private Iterable<JsonNode> types() {
        return scim.get("/ResourceTypes").json().path("Resources");
    }

    /** Every attribute that can be written, those of extensions too. */
    private List<Place> places(JsonNode type) {
        List<Place> places = new ArrayList<>(of("", type.path("schema").asString()));
        for (JsonNode extension : type.path("schemaExtensions")) {
            String urn = extension.path("schema").asString();
            places.addAll(of(urn, urn));
        }
        return places;
    }

    private List<Place> of(String extension, String schema) {
        List<Place> places = new ArrayList<>();
        for (JsonNode attribute : scim.get("/Schemas/" + schema).json().path("attributes")) {
            if (attribute.path("mutability").asString().equals("readWrite")) {
                places.add(new Place(extension, attribute));
            }
        }
        return places;
    }

    private ObjectNode minimal(JsonNode type) {
        ObjectNode least = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = least.putArray("schemas").add(type.path("schema").asString());
        type.path("schemaExtensions").forEach(e -> schemas.add(e.path("schema").asString()));
        places(type).stream().filter(Place::required).forEach(place -> place.into(least));
        return least;
    }

    private final class Place {
        private final String extension;
        private final JsonNode attribute;

        Place(String extension, JsonNode attribute) {
            this.extension = extension;
            this.attribute = attribute;
        }

        String name() {
            return attribute.path("name").asString();
        }

        String path() {
            return extension.isEmpty() ? name() : extension + ":" + name();
        }

        boolean required() {
            return attribute.path("required").booleanValue();
        }

        JsonNode of(JsonNode resource) {
            return extension.isEmpty()
                    ? resource.path(name())
                    : resource.path(extension).path(name());
        }

        void into(ObjectNode resource) {
            ObjectNode holder = extension.isEmpty() ? resource : resource.withObjectProperty(extension);
            holder.set(name(), draw());
        }

        JsonNode draw() {
            if (name().equals("members")) {
                return JsonNodeFactory.instance
                        .arrayNode()
                        .add(JsonNodeFactory.instance
                                .objectNode()
                                .put("value", scim.user("walk-member-" + drawn++ + "@x.test", "")));
            }
            return ScimWalkTest.this.draw(attribute);
        }
    }

    private JsonNode draw(JsonNode attribute) {
        JsonNode one = switch (attribute.path("type").asString()) {
            case "boolean" -> JsonNodeFactory.instance.booleanNode(true);
            case "complex" -> complex(attribute.path("subAttributes"));
            case "reference" -> text("https://walk.test/");
            default -> text(attribute.path("canonicalValues").path(0).asString("walk "));
        };
        return attribute.path("multiValued").booleanValue()
                ? JsonNodeFactory.instance.arrayNode().add(one)
                : one;
    }

    private JsonNode text(String start) {
        return JsonNodeFactory.instance.stringNode(start + drawn++);
    }

    private ObjectNode complex(JsonNode parts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (JsonNode part : parts) {
            if (!part.path("mutability").asString().equals("readOnly")) {
                object.set(part.path("name").asString(), draw(part));
            }
        }
        return object;
    }

    private static String path(JsonNode type, JsonNode resource) {
        return type.path("endpoint").asString() + "/" + resource.path("id").asString();
    }

    /** As the client takes bodies. */
    private static String raw(JsonNode json) {
        return json.toString().replace('"', '\'');
    }
}
