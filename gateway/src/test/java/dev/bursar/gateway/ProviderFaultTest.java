package dev.bursar.gateway;

import static dev.bursar.gateway.testing.ScriptedProvider.chunk;
import static dev.bursar.gateway.testing.ScriptedProvider.event;
import static dev.bursar.gateway.testing.ScriptedProvider.streamHead;
import static dev.bursar.gateway.testing.ScriptedProvider.usage;
import static dev.bursar.gateway.testing.ScriptedProvider.withLength;
import static dev.bursar.gateway.testing.ScriptedProvider.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.ScriptedProvider;
import dev.bursar.gateway.testing.ScriptedProvider.Hangup;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.nodeapi.v1.Outcome;
import dev.bursar.nodeapi.v1.UsageEvent;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that refuse, hang, break off, send nonsense: a clear error, the hold released or in doubt, no leak. */
class ProviderFaultTest {
    private final House house =
            House.open(10_000_000_000L, Map.of("provider.response-timeout", "400ms", "provider.idle-timeout", "600ms"));

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400, provider_rejected_request",
        "401, 502, provider_rejected_credential",
        "403, 502, provider_rejected_credential",
        "404, 404, provider_rejected_request",
        "422, 422, provider_rejected_request",
        "402, 502, provider_failed",
        "429, 429, provider_rate_limited",
        "500, 502, provider_failed",
        "503, 502, provider_failed",
        "302, 502, provider_failed"
    })
    void releasesTheHoldOnceWhenTheProviderRefuses(int upstream, int status, String code) {
        house.provider.script((client, request, out) -> write(
                out,
                "HTTP/1.1 " + upstream + " X\r\nretry-after: 7\r\nlocation: http://127.0.0.1:1/\r\n"
                        + withLength(
                                        0,
                                        "application/json",
                                        "{\"error\":{\"message\":\"no such luck " + TestPolicy.CREDENTIAL + "\"}}")
                                .substring("HTTP/1.1 0 X\r\n".length())));

        HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"").doesNotContain("sk-upstream");
        assertThat(house.header(response, "retry-after")).isEqualTo(upstream == 429 ? "7" : null);
        assertNothingCharged(Outcome.OUTCOME_PROVIDER_FAILED);
    }

    @Test
    void passesOnWhatTheProviderSaysIsWrongWithTheRequest() {
        house.provider.script((client, request, out) ->
                write(out, withLength(400, "application/json", "{\"error\":{\"message\":\"bad temperature\"}}")));

        assertThat(house.chat.ask(house.key, House.MODEL, "hi").body()).contains("bad temperature");
    }

    @Test
    void tellsWhenNobodyListens() {
        house.provider.close();

        HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("provider_unreachable");
        assertNothingCharged(Outcome.OUTCOME_PROVIDER_FAILED);
    }

    @Test
    void givesUpOnAProviderThatHangs() {
        house.provider.script((client, request, out) -> {});

        HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("provider_timeout");
        assertNothingCharged(Outcome.OUTCOME_PROVIDER_FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n\r\n",
                "HTTP/1.1 abc nonsense\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n"
            })
    void refusesWhatIsNotHttp(String garbage) {
        house.provider.script((client, request, out) -> write(out, garbage));

        HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("provider_garbage");
        assertNothingCharged(Outcome.OUTCOME_PROVIDER_FAILED);
    }

    @Test
    void hangsUpWithoutAnAnswer() {
        house.provider.script((client, request, out) -> {
            throw new Hangup();
        });

        assertThat(house.chat.ask(house.key, House.MODEL, "hi").body()).contains("provider_failed");
        assertNothingCharged(Outcome.OUTCOME_PROVIDER_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[", "not json", "", "[1,2]"})
    void leavesTheHoldInDoubtWhenTheAnswerIsNotJson(String body) {
        house.provider.script((client, request, out) -> write(out, withLength(200, "application/json", body)));

        HttpResponse<String> response = house.chat.ask(house.key, House.MODEL, "hi");

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("provider_garbage");
        assertInDoubt(Outcome.OUTCOME_CUT);
    }

    @Test
    void leavesTheHoldInDoubtWhenTheAnswerHasNoUsage() {
        house.provider.script(
                (client, request, out) -> write(out, withLength(200, "application/json", "{\"choices\":[]}")));

        assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode()).isEqualTo(200);
        assertInDoubt(Outcome.OUTCOME_COMPLETED);
    }

    @Test
    void leavesTheHoldInDoubtWhenAWholeAnswerIsCut() {
        house.provider.script((client, request, out) -> {
            write(out, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"a\"");
            throw new Hangup();
        });

        assertThat(house.chat.ask(house.key, House.MODEL, "hi").body()).contains("provider_cut");
        assertInDoubt(Outcome.OUTCOME_CUT);
    }

    /** As a client's library does it: the same request again, and once more. */
    @Test
    void givesEachAttemptOfARetryingClientAHoldOfItsOwn() {
        AtomicInteger attempts = new AtomicInteger();
        house.provider.script((client, request, out) -> {
            switch (attempts.getAndIncrement()) {
                case 0 -> {
                    write(
                            out,
                            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"a\"");
                    throw new Hangup();
                }
                case 1 -> throw new Hangup();
                default ->
                    write(
                            out,
                            withLength(
                                    200,
                                    "application/json",
                                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}"));
            }
        });

        for (int status : new int[] {502, 502, 200}) {
            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(status);
        }

        List<UsageEvent> events = house.awaitEvents(3).controlPlane.events();
        assertThat(events).extracting(UsageEvent::getEventId).doesNotHaveDuplicates();
        long doubted = events.stream()
                .filter(event -> event.getOutcome() == Outcome.OUTCOME_CUT)
                .mapToLong(UsageEvent::getCostNanos)
                .sum();
        long settled = events.stream()
                .filter(event -> event.getOutcome() == Outcome.OUTCOME_COMPLETED)
                .mapToLong(UsageEvent::getCostNanos)
                .sum();
        assertThat(settled).isEqualTo(5_000);
        assertThat(doubted).isGreaterThan(settled);
        TestNode.await("the doubt", () -> house.account().inDoubtNanos() == doubted);
        assertThat(house.account().settledNanos()).isEqualTo(settled);
        assertThat(house.heldNanos()).isZero();
    }

    @Test
    void endsACutStreamWithAnErrorEvent() {
        house.provider.script((client, request, out) -> {
            write(out, streamHead() + chunk(event("one")) + chunk(event("two")));
            throw new Hangup();
        });

        HttpResponse<String> response = house.chat.stream(house.key, House.MODEL, "hi");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"content\":\"two\"")
                .contains("\"code\":\"provider_cut\"")
                .contains("\"finish_reason\":\"error\"");
        assertInDoubt(Outcome.OUTCOME_CUT);
    }

    @Test
    void settlesACutStreamWhoseUsageHasPassed() {
        house.provider.script((client, request, out) -> {
            write(out, streamHead() + chunk(event("one")) + chunk(usage(10, 5)));
            throw new Hangup();
        });

        house.chat.stream(house.key, House.MODEL, "hi");

        house.awaitEvents(1);
        assertThat(house.account().settledNanos()).isEqualTo(15_000);
        assertThat(house.account().inDoubtNanos()).isZero();
    }

    @Test
    void endsAStreamOfBrokenChunksWithAnErrorEvent() {
        house.provider.script((client, request, out) -> write(out, streamHead() + chunk(event("one")) + "zz\r\nwhat"));

        assertThat(house.chat.stream(house.key, House.MODEL, "hi").body())
                .contains("\"content\":\"one\"")
                .contains("provider_garbage");
        assertInDoubt(Outcome.OUTCOME_CUT);
    }

    @Test
    void endsAStreamThatStallsWithAnErrorEvent() {
        house.provider.script((client, request, out) -> write(out, streamHead() + chunk(event("one"))));

        assertThat(house.chat.stream(house.key, House.MODEL, "hi").body()).contains("provider_timeout");
        assertInDoubt(Outcome.OUTCOME_CUT);
    }

    @Test
    void chargesTheHoldAndReportsTheTrueCostWhenTheProviderCountsMore() {
        house.provider.script((client, request, out) -> write(
                out,
                withLength(
                        200,
                        "application/json",
                        "{\"choices\":[],\"usage\":{\"prompt_tokens\":9000000,\"completion_tokens\":1}}")));

        house.chat.ask(house.key, House.MODEL, "hi");

        UsageEvent event = house.awaitEvents(1).controlPlane.events().getFirst();
        assertThat(event.getCostNanos()).isEqualTo(9_000_001_000L);
        assertThat(event.getCharges(0).getSettledNanos()).isLessThan(10_000_000L);
    }

    @Test
    void reusesItsConnection() {
        for (int i = 0; i < 20; i++) {
            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(200);
        }

        assertThat(house.provider.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void sendsTheBodyWithTheProvidersNamesInIt() {
        house.provider.script((client, request, out) -> write(
                out,
                streamHead() + chunk(event("one")) + chunk(usage(1, 1)) + chunk(ScriptedProvider.done())
                        + "0\r\n\r\n"));

        house.chat.post(
                house.key.reveal(),
                "{ \"stream\": true , \"model\": \"openai/gpt-4o-mini\", \"messages\": [{\"role\":\"user\","
                        + "\"content\":\"h\\u00e9\"}], \"x\": [1, {}] }");

        assertThat(house.provider.requests().getFirst())
                .startsWith("POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:")
                .contains("authorization: Bearer " + TestPolicy.CREDENTIAL + "\r\n")
                .endsWith(
                        "{\"stream_options\":{\"include_usage\":true}, \"stream\": true , \"model\": \"gpt-4o-mini\", "
                                + "\"messages\": [{\"role\":\"user\",\"content\":\"h\\u00e9\"}], \"x\": [1, {}] }")
                .doesNotContain(house.key.reveal());
    }

    private void assertNothingCharged(Outcome outcome) {
        UsageEvent event = house.awaitEvents(1).controlPlane.events().getFirst();
        assertThat(event.getOutcome()).isEqualTo(outcome);
        assertThat(event.getCostNanos()).isZero();
        assertThat(event.getChargesList()).isEmpty();
        assertThat(house.account().settledNanos() + house.account().inDoubtNanos())
                .isZero();
        assertThat(house.heldNanos()).isZero();
    }

    private void assertInDoubt(Outcome outcome) {
        UsageEvent event = house.awaitEvents(1).controlPlane.events().getFirst();
        assertThat(event.getOutcome()).isEqualTo(outcome);
        assertThat(event.getEstimated()).isTrue();
        assertThat(event.getCostNanos()).isPositive();
        TestNode.await("the doubt", () -> house.account().inDoubtNanos() == event.getCostNanos());
        assertThat(house.account().settledNanos()).isZero();
        assertThat(house.heldNanos()).isZero();
    }
}
