package dev.bursar.server;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * An operation of the Admin API, as the OpenAPI document describes it.
 *
 * @param body a valid one; empty where there is none
 * @param parameters names of those in query and headers, a header's with a colon at its end
 */
record Operation(String method, String path, String body, List<String> parameters) {
    Operation(String method, String path, String body) {
        this(method, path, body, List.of());
    }

    String name() {
        return method + " " + path;
    }

    boolean reads() {
        return method.equals("GET");
    }

    /** Whether the path names something in the organization. */
    boolean namesOne() {
        return path.matches(".*}.*}.*");
    }

    Answer send(Client client) {
        return client.send(method, path, body.isEmpty() ? null : body, Map.of());
    }

    Operation in(String organization) {
        return new Operation(method, path.replace("{organizationId}", organization), body, parameters);
    }

    /** With one id for whatever else the path names. */
    Operation with(String id) {
        return new Operation(method, path.replaceAll("\\{[a-zA-Z]+}", id), body, parameters);
    }

    static List<Operation> all(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode reference = operation.getValue().at("/requestBody/content/application~1json/schema/$ref");
                    operations.add(new Operation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            reference.isMissingNode() ? "" : example(document, reference.asString()),
                            parameters(operation.getValue())));
                }));
        return operations;
    }

    /** The required members with plausible values. */
    private static String example(JsonNode document, String reference) {
        JsonNode schema = document.at(reference.substring(1));
        List<String> members = new ArrayList<>();
        for (JsonNode required : schema.path("required")) {
            JsonNode property = schema.path("properties").path(required.asString());
            boolean list = property.path("type").toString().contains("array");
            String value = list ? list(required.asString()) : "\"" + value(required.asString(), property) + "\"";
            members.add("\"" + required.asString() + "\":" + value);
        }
        return "{" + String.join(",", members) + "}";
    }

    private static String list(String name) {
        return name.equals("actions") ? "[\"key.read\"]" : "[]";
    }

    private static String value(String name, JsonNode property) {
        if (property.path("format").asString("").equals("uuid")) {
            return UUID.randomUUID().toString();
        }
        String pattern = property.path("pattern").asString("");
        if (pattern.matches("\\^\\([a-z_|]+\\)\\$")) {
            return pattern.substring(2).split("[|)]", 2)[0];
        }
        return switch (name) {
            case "limitUsd", "amountUsd", "spentUsd" -> "1.00";
            case "month" -> "2026-01";
            case "email" -> "x@example.org";
            default -> "x";
        };
    }

    private static List<String> parameters(JsonNode operation) {
        List<String> names = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asString();
            switch (parameter.path("in").asString()) {
                case "query" -> names.add(name);
                case "header" -> names.add(name + ":");
                default -> {}
            }
        }
        return names;
    }
}
