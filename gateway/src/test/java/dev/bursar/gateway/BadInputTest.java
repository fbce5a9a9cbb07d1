package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.RawClient;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.policy.key.KeyText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can get wrong: each gets a clear error in OpenAI's shape, none costs anything or hurts others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final String PATH = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\n";

    private final House house =
            House.open(10_000_000_000L, Map.of("edge.head-timeout", "800ms", "edge.body-timeout", "1200ms"));
    private final KeyText revoked = TestPolicy.newKey();
    private final KeyText disabled = TestPolicy.newKey();
    private final KeyText expired = TestPolicy.newKey();
    private final KeyText management = TestPolicy.newKey();
    private final KeyText narrow = TestPolicy.newKey();

    @BeforeAll
    void publish() {
        house.controlPlane.publish(house.policy(2)
                .key(revoked, key -> key.setState(KeyState.KEY_STATE_REVOKED))
                .key(disabled, key -> key.setState(KeyState.KEY_STATE_DISABLED))
                .key(expired, key -> key.setExpiresAtMillis(1))
                .key(management, key -> key.setManagement(true))
                .key(narrow, key -> key.addModels("sandbox/*"))
                .build());
        house.node.awaitRevision(2);
    }

    @AfterAll
    void close() {
        assertThat(house.account().settledNanos() + house.account().inDoubtNanos())
                .isZero();
        assertThat(house.heldNanos()).isZero();
        house.close();
    }

    @Test
    void tellsApartWhatCanBeWrongWithAKey() {
        String known = house.key.reveal();
        String mistyped = known.substring(0, known.length() - 1) + (known.endsWith("x") ? "y" : "x");
        assertRefused(post(""), 401, "key_missing");
        assertRefused(post("hunter2"), 401, "key_malformed");
        assertRefused(post(mistyped), 401, "key_malformed");
        assertRefused(post(TestPolicy.newKey().reveal()), 401, "key_unknown");
        assertRefused(post(expired.reveal()), 401, "key_expired");
        assertRefused(post(revoked.reveal()), 401, "key_revoked");
        assertRefused(post(disabled.reveal()), 401, "key_disabled");
        assertRefused(post(management.reveal()), 403, "key_is_management");
    }

    @Test
    void takesTheKeyFromEitherHeader() throws IOException {
        String body = Chat.body("sandbox/nope", "hi", "");
        try (RawClient client = new RawClient(house.node.port())) {
            client.send(PATH + "X-Api-Key: " + house.key.reveal() + "\r\ncontent-length: " + body.length() + "\r\n\r\n"
                    + body);

            assertThat(client.readResponse()).contains("model_unknown");
        }
    }

    @Test
    void tellsAnUnknownModelFromOneThatIsNotAllowed() {
        assertRefused(house.chat.ask(house.key, "openai/gpt-17", "hi"), 404, "model_unknown");
        assertRefused(house.chat.ask(narrow, House.MODEL, "hi"), 403, "model_not_allowed");
        assertRefused(house.chat.ask(house.key, "sandbox/unpriced", "hi"), 403, "model_unpriced");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nope",
                "{\"model\":\"sandbox/echo\",}",
                "{\"model\":\"sandbox/echo\" \"messages\":[]}",
                "{\"model\":\"a\\x\",\"messages\":[{}]}",
                "{\"model\":\"sandbox/echo\",\"messages\":[{}]} trailing",
                "{\"model\":\"sandbox/echo\",\"messages\":[{}],\"x\":01}",
                "{\"model\":\"sandbox/echo\",\"messages\":[{}],\"x\":\"\u0001\"}",
                "{'model':'sandbox/echo'}"
            })
    void refusesMalformedJson(String body) {
        assertRefused(house.chat.post(house.key.reveal(), body), 400, "json_malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "model|member_missing|{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                "messages|member_missing|{\"model\":\"sandbox/echo\"}",
                "model|member_invalid|{\"model\":7,\"messages\":[{}]}",
                "messages|member_invalid|{\"model\":\"sandbox/echo\",\"messages\":\"hi\"}",
                "messages|member_invalid|{\"model\":\"sandbox/echo\",\"messages\":[]}",
                "messages|member_invalid|{\"model\":\"sandbox/echo\",\"messages\":[1]}",
                "stream|member_invalid|{\"model\":\"sandbox/echo\",\"stream\":\"yes\",\"messages\":[{}]}",
                "max_tokens|member_invalid|{\"model\":\"sandbox/echo\",\"max_tokens\":1.5,\"messages\":[{}]}",
                "max_tokens|member_invalid|{\"model\":\"sandbox/echo\",\"max_tokens\":-1,\"messages\":[{}]}",
                "max_tokens|member_invalid|{\"model\":\"sandbox/echo\",\"max_tokens\":\"9\",\"messages\":[{}]}",
                "max_completion_tokens|member_invalid|{\"model\":\"a\",\"max_completion_tokens\":1e99,\"messages\":[{}]}",
                "n|member_invalid|{\"model\":\"sandbox/echo\",\"n\":0,\"messages\":[{}]}",
                "n|member_invalid|{\"model\":\"sandbox/echo\",\"n\":1000000,\"messages\":[{}]}",
                "stream_options|member_invalid|{\"model\":\"sandbox/echo\",\"stream_options\":[],\"messages\":[{}]}",
                "model|member_repeated|{\"model\":\"sandbox/echo\",\"mod\\u0065l\":\"b\",\"messages\":[{}]}"
            })
    void namesTheMemberThatIsWrong(String param, String code, String body) {
        HttpResponse<String> response = house.chat.post(house.key.reveal(), body);

        assertRefused(response, 400, code);
        assertThat(response.body()).contains("\"param\":\"" + param + "\"");
    }

    @Test
    void refusesABodyThatIsNoObject() {
        assertRefused(house.chat.post(house.key.reveal(), "[1]"), 400, "body_not_object");
    }

    @Test
    void refusesDeepNesting() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertRefused(
                house.chat.post(
                        house.key.reveal(), "{\"model\":\"sandbox/echo\",\"x\":" + deep + ",\"messages\":[{}]}"),
                400,
                "json_malformed");
    }

    @Test
    void refusesInvalidUtf8() throws IOException {
        for (int[] bad :
                new int[][] {{0xff}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xe2, 0x82}}) {
            byte[] before = "{\"model\":\"sandbox/echo\",\"messages\":[{\"role\":\"user\",\"content\":\""
                    .getBytes(StandardCharsets.UTF_8);
            byte[] after = "\"}]}".getBytes(StandardCharsets.UTF_8);
            try (RawClient client = new RawClient(house.node.port())) {
                client.send(head(before.length + bad.length + after.length)).send(before);
                for (int b : bad) {
                    client.send(new byte[] {(byte) b});
                }
                assertThat(client.send(after).readResponse())
                        .startsWith("HTTP/1.1 400")
                        .contains("json_malformed");
            }
        }
    }

    @Test
    void refusesTenMegabytesWithoutTakingThem() {
        String body = Chat.body("sandbox/echo", "x".repeat(10 << 20), "");

        assertRefused(house.chat.post(house.key.reveal(), body), 413, "body_too_large");
    }

    @Test
    void refusesTenMegabytesInChunks() throws IOException {
        try (RawClient client = new RawClient(house.node.port())) {
            client.send(PATH + auth() + "transfer-encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            try {
                for (int i = 0; i < 160; i++) {
                    client.send(chunk);
                }
            } catch (IOException e) {
                // Closed before everything was sent: the answer may be gone with it.
                return;
            }
            assertThat(client.readResponse()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void refusesAnUnknownKeyBeforeItsBody() throws IOException {
        try (RawClient client = new RawClient(house.node.port())) {
            client.send(PATH + "authorization: Bearer nope\r\nexpect: 100-continue\r\ncontent-length: 5000\r\n\r\n");

            assertThat(client.readResponse()).startsWith("HTTP/1.1 401").contains("connection: close");
        }
    }

    @Test
    void asksForTheBodyWhenItIsExpectedTo() throws IOException {
        String body = Chat.body("sandbox/nope", "hi", "");
        try (RawClient client = new RawClient(house.node.port())) {
            client.send(PATH + auth() + "expect: 100-continue\r\ncontent-length: " + body.length() + "\r\n\r\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            assertThat(client.send(body).readResponse()).contains("model_unknown");
        }
    }

    @Test
    void takesRequestsOneBehindTheOther() throws IOException {
        String body = Chat.body("sandbox/nope", "hi", "");
        String request = head(body.length()) + body;
        try (RawClient client = new RawClient(house.node.port())) {
            client.send(request + request + request.substring(0, 40));
            assertThat(client.readResponse()).contains("model_unknown");
            assertThat(client.readResponse()).contains("model_unknown");
            assertThat(client.send(request.substring(40)).readResponse()).contains("model_unknown");
        }
    }

    @Test
    void takesARequestByteByByte() throws IOException {
        String body = "3\r\n{\"m\r\n" + "1c;x=y\r\nodel\":\"sandbox/nope\",\"messag\r\n"
                + "8\r\nes\":[{}]\r\n1\r\n}\r\n0\r\nt: v\r\n\r\n";
        String request = PATH + auth() + "Transfer-Encoding: Chunked\r\n\r\n" + body;
        try (RawClient client = new RawClient(house.node.port())) {
            for (byte b : request.getBytes(StandardCharsets.ISO_8859_1)) {
                client.send(new byte[] {b});
            }
            assertThat(client.readResponse()).contains("model_unknown");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / FTP/1.1|400",
                "POST  /v1/models HTTP/1.1|400",
                "GET /v1/models HTTP/2.0|400",
                "GET /v1/models HTTP/1.1\\r\\nhost: a\\r\\nhost: b|400",
                "GET /v1/models HTTP/1.1\\r\\nx: y|400",
                "GET /v1/models HTTP/1.1\\r\\nhost: a\\r\\n folded: b|400",
                "GET /v1/models HTTP/1.1\\r\\nhost: a\\r\\nbad name: b|400",
                "GET /v1/models HTTP/1.1\\r\\nhost: a\\r\\nx : b|400",
                "GET /v1/models HTTP/1.1\\r\\nhost: a\\nx: b|400",
                "POST /v1/chat/completions HTTP/1.1\\r\\nhost: a\\r\\ncontent-length: 5\\r\\ncontent-length: 5|400",
                "POST /v1/chat/completions HTTP/1.1\\r\\nhost: a\\r\\ncontent-length: +5|400",
                "POST /v1/chat/completions HTTP/1.1\\r\\nhost: a\\r\\ncontent-length: 5\\r\\ntransfer-encoding: chunked|400",
                "POST /v1/chat/completions HTTP/1.1\\r\\nhost: a\\r\\ntransfer-encoding: gzip, chunked|501",
                "POST /v1/chat/completions HTTP/1.1\\r\\nhost: a\\r\\nexpect: cake|417"
            })
    void refusesWhatTwoParsersCouldReadInTwoWays(String head, int status) throws IOException {
        try (RawClient client = new RawClient(house.node.port())) {
            client.send(head.replace("\\r", "\r").replace("\\n", "\n") + "\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 " + status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions/",
                "//v1/models",
                "/v1/../v1/models",
                "/v1/%6dodels",
                "/V1/models",
                "/v1/models;x",
                "/admin/v1/organizations",
                "/actuator/health"
            })
    void decidesOnThePathAsItStands(String path) throws IOException {
        try (RawClient client = new RawClient(house.node.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nhost: 127.0.0.1:8404\r\nx-forwarded-host: /v1/models\r\n" + auth()
                    + "\r\n");

            assertThat(client.readResponse()).startsWith("HTTP/1.1 404").contains("route_unknown");
        }
    }

    @Test
    void refusesTheWrongMethod() {
        assertRefused(house.chat.get("/v1/chat/completions", house.key.reveal()), 405, "method_not_allowed");
    }

    @Test
    void refusesHugeHeaders() throws IOException {
        try (RawClient client = new RawClient(house.node.port())) {
            client.send("GET /v1/models HTTP/1.1\r\nhost: a\r\nx: " + "y".repeat(20_000) + "\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 431");
        }
    }

    @Test
    void cutsOffSlowHeadsAndSlowBodies() throws IOException {
        try (RawClient head = new RawClient(house.node.port());
                RawClient body = new RawClient(house.node.port())) {
            head.send("GET /v1/mod");
            body.send(head(500) + "{\"mod");

            assertThat(head.readToEnd()).startsWith("HTTP/1.1 408");
            assertThat(body.readToEnd()).startsWith("HTTP/1.1 408");
        }
    }

    private HttpResponse<String> post(String key) {
        return house.chat.post(key, Chat.body("sandbox/echo", "hi", ""));
    }

    private String auth() {
        return "Authorization: Bearer " + house.key.reveal() + "\r\n";
    }

    private String head(int length) {
        return PATH + auth() + "content-length: " + length + "\r\n\r\n";
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body())
                .startsWith("{\"error\":{\"message\":\"")
                .contains("\"code\":\"" + code + "\"")
                .contains("\"type\":\"");
        assertThat(response.headers().firstValue("x-request-id")).isPresent();
    }
}
