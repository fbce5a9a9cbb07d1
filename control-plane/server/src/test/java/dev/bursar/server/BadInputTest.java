package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.server.DemoServer.Answer;
import dev.bursar.server.DemoServer.Client;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithDemoServer
class BadInputTest {
    private final DemoServer server;
    private final Client admin;
    private final String organization;

    BadInputTest(DemoServer server) {
        this.server = server;
        this.admin = server.as("admin@acme.test");
        this.organization = "/admin/v1/organizations/" + server.acme();
    }

    @Test
    void namesAnUnknownField() {
        Answer answer = admin.post(organization + "/keys", "{\"name\":\"k\",\"hash\":\"x\"}");
        assertProblem(answer, 400, "unknown_field");
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo("hash");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"\"} | validation_failed | name",
                "{} | validation_failed | name",
                "{\"name\":5} | type_mismatch | name",
                "{\"name\":\"k\",\"capUsd\":5} | type_mismatch | capUsd",
                "{\"name\":\"k\",\"capUsd\":\"-5\"} | amount_malformed | capUsd",
                "{\"name\":\"k\",\"capUsd\":\"1e3\"} | amount_malformed | capUsd",
                "{\"name\":\"k\",\"capUsd\":\"0.0000000001\"} | amount_too_fine | capUsd",
                "{\"name\":\"k\",\"capUsd\":\"99999999999\"} | amount_too_large | capUsd",
                "{\"name\":\"k\",\"capPeriod\":\"day\"} | cap_missing | capUsd",
                "{\"name\":\"k\",\"capPeriod\":\"fortnight\"} | validation_failed | capPeriod",
                "{\"name\":\"k\",\"models\":[\"a\",\"b c\"]} | model_pattern_invalid | models[1]",
                "{\"name\":\"k\",\"models\":[\"*x\"]} | model_pattern_invalid | models[0]",
                "{\"name\":\"k\",\"models\":[\"\"]} | validation_failed | models[0]",
                "{\"name\":\"k\",\"models\":\"a\"} | type_mismatch | models",
                "{\"name\":\"k\",\"expiresAt\":\"2001-01-01T00:00:00Z\"} | expiry_not_in_future | expiresAt",
                "{\"name\":\"k\",\"expiresAt\":\"+12345-01-01T00:00:00Z\"} | expiry_not_in_future | expiresAt",
                "{\"name\":\"k\",\"expiresAt\":\"tomorrow\"} | type_mismatch | expiresAt",
                "{\"name\":\"k\",\"environment\":\"prod\"} | validation_failed | environment",
                "{\"name\":\"k\",\"ownerMemberId\":\"1\"} | type_mismatch | ownerMemberId",
                "{\"name\":\"a\\u0000b\"} | text_invalid | name",
                "{\"name\":\"a\\ud800b\"} | text_invalid | name",
                "{\"name\":\"Admin\\u200b\"} | text_invalid | name",
                "{\"name\":\"\\u202enimda\"} | text_invalid | name",
                "{\"name\":\"a\\u0007\"} | text_invalid | name",
                "{\"name\":\"\\ufeff\"} | text_invalid | name",
                "{\"name\":\"k\",\"models\":[\"a\\u2066b\"]} | text_invalid | models[0]",
            })
    void namesTheFieldThatIsWrong(String body, String code, String field) {
        Answer answer = admin.post(organization + "/keys", body);
        assertProblem(answer, 400, code);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    @Test
    void refusesAnOwnerWhoIsNoMember() {
        Answer answer =
                admin.post(organization + "/keys", "{\"name\":\"k\",\"ownerMemberId\":\"" + UUID.randomUUID() + "\"}");
        assertProblem(answer, 400, "member_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "null", "[]", "{\"name\":\"k\"} x", "{\"name\":\"k\",\"name\":\"l\"}", "\"text\""})
    void refusesABodyThatIsNoSuchRecord(String body) {
        Answer answer = admin.post(organization + "/keys", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isNotEmpty();
    }

    @Test
    void refusesDeepNestingAndLargeBodies() {
        assertProblem(
                admin.post(organization + "/keys", "{\"models\":" + "[".repeat(3000) + "]".repeat(3000) + "}"),
                400,
                null);
        String large = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        assertProblem(admin.post(organization + "/keys", large), 413, "body_too_large");
    }

    @Test
    void refusesOtherMediaTypesAndMethods() {
        Answer form = admin.send(
                "POST", organization + "/keys", "name=k", Map.of("content-type", "application/x-www-form-urlencoded"));
        assertProblem(form, 415, "unsupported_media_type");
        assertProblem(admin.send("DELETE", organization + "/keys", null, Map.of()), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/v1/nothing", "/admin/v1/organizations/not-an-id/keys", "/admin/v2/me", "/nothing"})
    void answersUnknownPathsWithAProblem(String path) {
        assertProblem(admin.get(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/keys/%00", "/keys;a=b/x", "/keys/..%2f..%2fx", "/keys//x", "/keys/%ff", "/keys/a%5cb"})
    void refusesPathsWithTricks(String path) {
        Answer answer = admin.get(organization + path);
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keys?cursor=x",
                "keys?cursor=MXw5OTk5OTk5OTk5OTk5OTk5OTk5LjB8eA",
                "keys?size=0",
                "keys?size=201",
                "keys?size=x",
                "keys?state=all",
                "audit?cursor=MXx4",
                "audit?cursor=%27",
                "models?size=-1",
            })
    void refusesParametersThatMeanNothing(String query) {
        Answer answer = admin.get(organization + "/" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%27%3B%20DROP%20TABLE%20api_key%3B--",
                "%25",
                "_",
                "%5C",
                "%00",
                "%F0%9F%92%B8",
                "%22",
                "%27%20OR%201=1--"
            })
    void takesSearchesAtTheirWord(String search) {
        for (String list : new String[] {"keys", "audit", "models", "catalog/hosts"}) {
            Answer answer = admin.get(organization + "/" + list + "?search=" + search);
            assertThat(answer.status()).as(list + " " + answer.body()).isIn(200, 400);
            if (answer.status() == 200 && !search.equals("_")) {
                String word = URLDecoder.decode(search, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
                assertThat(answer.json().path("items"))
                        .allSatisfy(item -> assertThat(item.toString().toLowerCase(Locale.ROOT))
                                .contains(word));
            }
        }
        assertThat(admin.get(organization + "/audit?resourceId=" + search + "&resourceKind=" + search)
                        .status())
                .isIn(200, 400);
    }

    @Test
    void echoesAHarmlessRequestIdAndReplacesAnyOther() {
        Answer kept = admin.send("GET", "/admin/v1/me", null, Map.of("x-request-id", "my-request-1"));
        Answer replaced = admin.send("GET", "/admin/v1/me", null, Map.of("x-request-id", "<script>alert(1)</script>"));
        assertThat(kept.header("x-request-id")).isEqualTo("my-request-1");
        assertThat(replaced.header("x-request-id")).matches("[0-9a-f-]{36}");
    }

    @Test
    void describesItselfToAnyone() {
        Answer answer = server.withToken(null).get("/admin/v1/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("paths").propertyNames())
                .contains("/admin/v1/me", "/admin/v1/organizations/{organizationId}/keys");
        assertThat(answer.json()
                        .at("/components/schemas/IssueKey/additionalProperties")
                        .asBoolean(true))
                .isFalse();
        assertThat(answer.json().at("/components/schemas/IssueKey/required").toString())
                .isEqualTo("[\"name\"]");
    }

    private static void assertProblem(Answer answer, int status, @org.jspecify.annotations.Nullable String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.header("x-request-id")).isNotEmpty();
        if (code != null) {
            assertThat(answer.code()).isEqualTo(code);
        }
    }
}
