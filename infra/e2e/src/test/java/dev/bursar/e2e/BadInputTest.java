package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.IssuedKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Requests that no honest client sends: each gets a clear 4xx in OpenAI's shape, and the next caller is served. */
@EndToEnd
@Order(40)
class BadInputTest {
    private static final Duration SETTLED = Duration.ofSeconds(15);
    private static final int TEN_MEGABYTES = 10_000_000;

    private final House house;

    BadInputTest(House house) {
        this.house = house;
    }

    static Stream<Arguments> bodies() {
        String user = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
        return Stream.of(
                Arguments.of("empty", "", 400),
                Arguments.of("no JSON", "{\"model\":", 400),
                Arguments.of("not an object", "[1,2]", 400),
                Arguments.of("text after the object", "{\"model\":\"sandbox/echo\"," + user + "} trailing", 400),
                Arguments.of("no model", "{" + user + "}", 400),
                Arguments.of("model of a wrong type", "{\"model\":7," + user + "}", 400),
                Arguments.of("messages of a wrong type", "{\"model\":\"sandbox/echo\",\"messages\":\"x\"}", 400),
                Arguments.of(
                        "stream of a wrong type", "{\"model\":\"sandbox/echo\",\"stream\":\"yes\"," + user + "}", 400),
                Arguments.of(
                        "max_tokens of a wrong type",
                        "{\"model\":\"sandbox/echo\",\"max_tokens\":\"many\"," + user + "}",
                        400),
                Arguments.of("negative max_tokens", "{\"model\":\"sandbox/echo\",\"max_tokens\":-5," + user + "}", 400),
                Arguments.of(
                        "max_tokens beyond a long",
                        "{\"model\":\"sandbox/echo\",\"max_tokens\":1e400," + user + "}",
                        400),
                Arguments.of("n of zero", "{\"model\":\"sandbox/echo\",\"n\":0," + user + "}", 400),
                Arguments.of(
                        "deep nesting",
                        "{\"model\":\"sandbox/echo\"," + user + ",\"metadata\":" + "[".repeat(100_000)
                                + "]".repeat(100_000) + "}",
                        400),
                Arguments.of("unknown model", "{\"model\":\"sandbox/none\"," + user + "}", 404));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void refusesABody(String name, String body, int status) {
        assertRefusal(RawHttp.chat(house.gateway, house.key, body.getBytes(StandardCharsets.UTF_8)), status);
        assertServes();
    }

    @Test
    void refusesInvalidUtf8() {
        byte[] body = GatewayClient.body("sandbox/echo").getBytes(StandardCharsets.UTF_8);
        body[new String(body, StandardCharsets.UTF_8).indexOf("how")] = (byte) 0xff;

        assertRefusal(RawHttp.chat(house.gateway, house.key, body), 400);
        assertServes();
    }

    @Test
    void refusesTenMegabytesBeforeReadingThem() {
        assertRefusal(RawHttp.announce(house.gateway, house.key, TEN_MEGABYTES), 413);

        String body = GatewayClient.body("sandbox/echo").replace("Hello", "x".repeat(TEN_MEGABYTES));
        assertRefusal(RawHttp.chat(house.gateway, house.key, body.getBytes(StandardCharsets.UTF_8)), 413);
        assertServes();
    }

    @Test
    void billsOrDoubtsWhatAClientThatWentAwayLeft() {
        Admin admin = house.admin("Organization admin");
        IssuedKey key = admin.issue("goes away", "1");
        house.client(key);

        RawHttp.goAway(house.gateway, key.secret(), GatewayClient.body("sandbox/slow", true));

        Budget budget = Poll.until(SETTLED, () -> admin.budget(key), after -> committed(after) > 0);
        assertThat(committed(budget)).isPositive();
        Poll.until(
                SETTLED,
                () -> admin.requests(key.key().id()),
                requests ->
                        requests.size() == 1 && requests.getFirst().outcome().equals("client_gone"));
    }

    private static long committed(Budget budget) {
        return budget.spent().nanos() + budget.inDoubt().nanos();
    }

    private void assertServes() {
        assertThat(house.client(house.key)
                        .chat(GatewayClient.body("sandbox/echo"))
                        .status())
                .isEqualTo(200);
    }

    private static void assertRefusal(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        JsonNode error = House.JSON
                .readTree(answer.substring(answer.indexOf("\r\n\r\n")))
                .path("error");
        assertThat(error.path("message").asString("")).isNotBlank();
        assertThat(error.path("type").asString("")).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString("")).matches("[a-z_]+");
        assertThat(answer).doesNotContain("Exception", "dev.bursar", "\tat ");
    }
}
