package dev.bursar.server.platform.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What bodies and answers may look like: {@code examples.json}, by the record's package and name. */
final class Examples {
    static final String RECORDS = "dev.bursar.adminapi.";

    private final JsonNode all;

    private Examples(JsonNode all) {
        this.all = all;
    }

    static Examples read() {
        try (InputStream file = Examples.class.getResourceAsStream("examples.json")) {
            return new Examples(new JsonMapper().readTree(Objects.requireNonNull(file, "examples.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<JsonNode> of(Class<?> type) {
        return type.getName().startsWith(RECORDS)
                ? all.optional(type.getName().substring(RECORDS.length()))
                : Optional.empty();
    }

    JsonNode all() {
        return all;
    }
}
