package dev.bursar.server.platform.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.WithDemoServer;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Examples are what the API itself reads, checks and writes: they cannot be of yesterday. */
@WithDemoServer
class ExamplesTest {
    /** Where every body and answer has one. The list may only grow. */
    private static final List<String> PACKAGES = List.of("access", "organization", "sso", "scim", "machine");

    private final DemoServer server;
    private final JsonMapper json;
    private final JsonNode examples = Examples.read().all();

    ExamplesTest(DemoServer server) {
        this.server = server;
        this.json = server.bean(JsonMapper.class);
    }

    @Test
    void readsEachAsTheApiReadsItAndWritesItTheSame() throws Exception {
        for (String name : examples.propertyNames()) {
            JsonNode example = examples.get(name);
            Object read = json.treeToValue(example, Class.forName(Examples.RECORDS + name));

            assertThat(server.bean(Validator.class).validate(read)).as(name).isEmpty();
            assertThat(missing(read)).as(name).isEmpty();
            assertThat(withoutNulls(json.readTree(json.writeValueAsString(read))))
                    .as(name)
                    .isEqualTo(example);
        }
    }

    @Test
    void hasOneForEverySchemaOfThePackagesThatPromiseIt() {
        JsonNode schemas = server.withToken(null)
                .get("/admin/v1/openapi.json")
                .json()
                .path("components")
                .path("schemas");
        List<String> without = new ArrayList<>();
        int with = 0;
        for (String name : schemas.propertyNames()) {
            if (PACKAGES.stream().anyMatch(part -> isThere(Examples.RECORDS + part + "." + name))) {
                boolean has = schemas.path(name).path("examples").isArray();
                with += has ? 1 : 0;
                Stream.of(name).filter(any -> !has).forEach(without::add);
            }
        }
        assertThat(without).isEmpty();
        assertThat(with).isEqualTo(examples.size());
    }

    /** What may not be missing in a body or an answer. */
    private static List<String> missing(Object read) throws ReflectiveOperationException {
        List<String> missing = new ArrayList<>();
        for (RecordComponent component : read.getClass().getRecordComponents()) {
            if (component.getAccessor().invoke(read) == null && !Schemas.nullable(component.getAnnotatedType())) {
                missing.add(component.getName());
            }
        }
        return missing;
    }

    private static JsonNode withoutNulls(JsonNode node) {
        node.forEach(ExamplesTest::withoutNulls);
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        return node;
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
