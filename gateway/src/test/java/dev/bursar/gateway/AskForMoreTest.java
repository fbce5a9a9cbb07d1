package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.House;
import io.grpc.Status;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/key/requests}: a holder asks for more. */
class AskForMoreTest {
    private final House house = House.open();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void bringsARequestForMoreToTheControlPlane() {
        HttpResponse<String> response =
                post("{\"amount_usd\":\"12.50\",\"reason\":\" thesis \",\"budget_id\":\"budget-key\"}", "once-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("{\"data\":{\"id\":\"ask-once-1\",\"state\":\"open\"}}");
        assertThat(house.controlPlane.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.getAmountNanos()).isEqualTo(12_500_000_000L);
            assertThat(asked.getReason()).isEqualTo("thesis");
            assertThat(asked.getBudgetId()).isEqualTo("budget-key");
            assertThat(asked.getKeyId()).startsWith("key-");
        });
    }

    @Test
    void takesANumberForAnAmountWithoutLosingADigit() {
        post("{\"amount_usd\":0.000000001,\"reason\":\"x\"}", "");

        assertThat(house.controlPlane.asked().getFirst().getAmountNanos()).isEqualTo(1);
        assertThat(house.controlPlane.asked().getFirst().getIdempotencyKey()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                    | body_not_object
            {                                                     | json_malformed
            {"amount_usd":"1"}                                    | member_missing
            {"reason":"x"}                                        | member_missing
            {"amount_usd":"0","reason":"x"}                       | member_invalid
            {"amount_usd":"-1","reason":"x"}                      | amount_malformed
            {"amount_usd":1e3,"reason":"x"}                       | amount_malformed
            {"amount_usd":"0.0000000001","reason":"x"}            | amount_too_fine
            {"amount_usd":"99999999999","reason":"x"}             | amount_too_large
            {"amount_usd":"1","reason":" "}                       | member_invalid
            {"amount_usd":"1","reason":5}                         | member_invalid
            {"amount_usd":"1","amount_usd":"2","reason":"x"}      | member_repeated
            {"amount_usd":"1","reason":"x","state":"approved"}    | member_unknown
            {"amount_usd":"1","reason":"x","budget_id":"another"} | budget_unknown
            """)
    void refusesWhatIsNoSuchRequest(String body, String code) {
        HttpResponse<String> response = post(body, "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"" + code + "\"", "\"type\":\"invalid_request_error\"");
        assertThat(house.controlPlane.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_ARGUMENT, 400, request_invalid",
        "NOT_FOUND, 404, budget_unknown",
        "FAILED_PRECONDITION, 409, request_conflict",
        "RESOURCE_EXHAUSTED, 429, too_many_requests",
        "UNAVAILABLE, 503, control_plane_unreachable"
    })
    void tellsWhatTheControlPlaneSaid(Status.Code code, int status, String told) {
        house.controlPlane.refuseAsking(code.toStatus());

        HttpResponse<String> response = post("{\"amount_usd\":\"1\",\"reason\":\"x\"}", "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":\"" + told + "\"");
    }

    @Test
    void needsAKey() {
        HttpResponse<String> response = house.chat.send(house.chat
                .request("/v1/key/requests", "")
                .POST(HttpRequest.BodyPublishers.ofString("{\"amount_usd\":\"1\",\"reason\":\"x\"}")));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> post(String body, String once) {
        HttpRequest.Builder request = house.chat
                .request("/v1/key/requests", house.key.reveal())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return house.chat.send(once.isEmpty() ? request : request.header("idempotency-key", once));
    }
}
