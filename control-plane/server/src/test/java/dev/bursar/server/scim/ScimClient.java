package dev.bursar.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer;
import dev.bursar.server.DemoServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An identity provider. In its bodies apostrophes stand for quotes, and quotes for quotes inside of text. */
final class ScimClient {
    static final String USER = "'schemas':['urn:ietf:params:scim:schemas:core:2.0:User']";
    static final String GROUP = "'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group']";
    static final String PATCH = "'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp']";

    private static final Map<String, String> ISSUED = new ConcurrentHashMap<>();

    private final DemoServer server;
    private final String base;
    private final DemoServer.Client http;

    private ScimClient(DemoServer server, String organization, String token) {
        this.server = server;
        this.base = "/scim/v2/" + organization;
        this.http = server.withToken(token);
    }

    /** With a token that the organization's admin issues, once for each server: few work at a time. */
    static ScimClient of(DemoServer server, String organization, String adminEmail) {
        String base = server.base() + organization;
        return new ScimClient(
                server, organization, ISSUED.computeIfAbsent(base, key -> issue(server, organization, adminEmail)));
    }

    private static String issue(DemoServer server, String organization, String adminEmail) {
        Answer issued = server.as(adminEmail)
                .post("/admin/v1/organizations/" + organization + "/scim/tokens", "{\"name\":\"Identity provider\"}");
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued.json().path("secret").asString();
    }

    static ScimClient acme(DemoServer server) {
        return of(server, server.acme(), "admin@acme.test");
    }

    /** The same organization's address with another token. */
    ScimClient with(@Nullable String token) {
        return new ScimClient(server, base.substring(base.lastIndexOf('/') + 1), String.valueOf(token));
    }

    String token() {
        return http.token();
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, String body) {
        return send("POST", path, body, Map.of());
    }

    Answer put(String path, String body) {
        return send("PUT", path, body, Map.of());
    }

    Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    /** @param operations without the list's brackets */
    Answer patch(String path, String operations) {
        return send("PATCH", path, "{" + PATCH + ",'Operations':[" + operations + "]}", Map.of());
    }

    Answer send(String method, String path, @Nullable String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("content-type", "application/scim+json");
        return http.send(method, base + path, body == null ? null : quoted(body), all);
    }

    /** @return the new user's id */
    String user(String userName, String more) {
        Answer answer = post("/Users", "{" + USER + ",'userName':'" + userName + "'" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    JsonNode find(String type, String filter) {
        Answer answer = get("/" + type + "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    static void refused(Answer answer, int status, String scimType) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/scim+json");
        assertThat(answer.json().path("schemas").path(0).asString())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.json().path("status").asString()).isEqualTo(Integer.toString(status));
        assertThat(answer.json().path("scimType").asString("")).isEqualTo(scimType);
    }

    private static String quoted(String body) {
        return body.replace("\"", "\\\"").replace('\'', '"');
    }
}
