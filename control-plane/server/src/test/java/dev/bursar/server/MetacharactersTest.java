package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What means something to SQL, LIKE, a log or a template means nothing here: put into every path, query, header and text
 * of every operation in the OpenAPI document, it is refused or taken at its word, and nothing breaks.
 */
@WithDemoServer
class MetacharactersTest {
    private static final List<String> PAYLOADS = List.of(
            "'",
            "'; DROP TABLE api_key; --",
            "1' OR '1'='1",
            "') UNION SELECT secret FROM provider --",
            "%",
            "_%\\",
            "\\",
            "\"",
            "$1",
            "?",
            "{{7*7}}${7*7}#{7*7}",
            "${jndi:ldap://127.0.0.1/x}",
            "<script>alert(1)</script>",
            "\u202e\u0000",
            "🂡\ufffe");

    private static final JsonMapper JSON = new JsonMapper();

    private final DemoServer server;
    private final Client admin;
    private final List<Operation> operations;
    private int requests;

    MetacharactersTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.operations = Operation.all(
                server.withToken(null).get("/admin/v1/openapi.json").json());
    }

    @Test
    void meanNothingInPathsQueriesAndHeaders() {
        for (Operation operation : operations) {
            for (String payload : PAYLOADS) {
                inPath(operation, payload);
                operation.parameters().forEach(parameter -> inParameter(operation, parameter, payload));
            }
        }
        assertThat(requests).isGreaterThan(1_000);
        System.out.println("Metacharacters in paths, queries and headers: " + requests + " requests, none broke");
        assertTablesAreThere();
    }

    @Test
    void meanNothingInBodies() {
        for (Operation operation : operations) {
            if (!operation.body().isEmpty() && !operation.path().endsWith("/me/password")) {
                inBody(operation);
            }
        }
        assertThat(requests).isGreaterThan(500);
        System.out.println("Metacharacters in texts of bodies: " + requests + " requests, none broke");
        assertTablesAreThere();
    }

    private void inPath(Operation operation, String payload) {
        String encoded = encode(payload);
        if (operation.path().matches(".*}.*}.*")) {
            send(operation.in(server.acme()).with(encoded), Map.of(), true);
        } else if (operation.path().contains("{")) {
            send(operation.in(encoded).with(encoded), Map.of(), true);
        }
    }

    private void inParameter(Operation operation, String parameter, String payload) {
        Operation concrete = operation.in(server.acme()).with(UUID.randomUUID().toString());
        if (parameter.endsWith(":")) {
            String header = payload.replaceAll("[^\\x20-\\x7e]", "");
            send(concrete, Map.of(parameter.substring(0, parameter.length() - 1), header), false);
            return;
        }
        String path = concrete.path() + "?" + parameter + "=" + encode(payload);
        send(new Operation(concrete.method(), path, concrete.body()), Map.of(), false);
    }

    private void inBody(Operation operation) {
        ObjectNode body = (ObjectNode) JSON.readTree(operation.body());
        for (String member : List.copyOf(body.propertyNames())) {
            if (body.path(member).isString()) {
                for (String payload : PAYLOADS) {
                    String changed = body.deepCopy().put(member, payload).toString();
                    send(
                            new Operation(operation.method(), operation.path(), changed)
                                    .in(server.acme())
                                    .with(UUID.randomUUID().toString()),
                            Map.of(),
                            false);
                }
            }
        }
    }

    private void send(Operation operation, Map<String, String> headers, boolean refused) {
        requests++;
        Answer answer = admin.send(
                operation.method(),
                operation.path(),
                operation.body().isEmpty() ? null : operation.body(),
                new HashMap<>(headers));
        String what = operation.name() + " " + operation.body() + " " + headers + " " + answer.body();
        assertThat(answer.status()).as(what).isBetween(200, 499);
        if (refused) {
            assertThat(answer.status()).as(what).isBetween(400, 499);
        }
        assertThat(answer.body())
                .as(what)
                .doesNotContain("PSQLException", "SQLSTATE", "syntax error", "org.jooq", "Exception:", "49${");
    }

    private void assertTablesAreThere() {
        JsonNode keys = admin.get("/admin/v1/organizations/" + server.acme() + "/keys")
                .json()
                .path("items");
        assertThat(keys.isEmpty()).isFalse();
        for (String wild : List.of("%", "_", "\\")) {
            JsonNode found = admin.get("/admin/v1/organizations/" + server.acme() + "/keys?search=" + encode(wild))
                    .json()
                    .path("items");
            assertThat(found).allSatisfy(key -> assertThat(key.toString()).contains(wild));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
