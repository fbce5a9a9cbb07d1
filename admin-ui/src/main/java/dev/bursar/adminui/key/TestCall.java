package dev.bursar.adminui.key;

import dev.bursar.adminui.ConsoleProperties;
import dev.bursar.adminui.component.Amounts;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One real call through the gateway with a key, as any client would make it. */
final class TestCall {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_ANSWER = 300;
    private static final int TRIES = 8;
    private static final long PAUSE_MILLIS = 250;
    private static final String COST_HEADER = "x-bursar-cost-usd";
    private static final String REMAINING_HEADER = "x-bursar-budget-remaining-usd";

    /** What came of it. */
    sealed interface Result {
        record Answered(String text, String cost, String remaining, long millis) implements Result {}

        record Failed(String sentence) implements Result {}
    }

    private final HttpClient http;
    private final URI address;
    private final JsonMapper json = JsonMapper.shared();

    TestCall(ConsoleProperties properties) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build();
        this.address = URI.create(properties.baseUrl() + "/chat/completions");
    }

    Result call(String secret, String model) {
        try {
            Timed timed = sendUntilKnown(secret, model);
            return timed.response().statusCode() == 200 ? answered(timed) : failed(timed.response());
        } catch (IOException e) {
            return new Result.Failed("No gateway answers at " + address.getAuthority() + ". Is one running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failed("The call was interrupted.");
        } catch (JacksonException e) {
            return new Result.Failed("The answer from " + address.getAuthority() + " is not one of a gateway.");
        }
    }

    /** A key that was issued a moment ago may reach the gateway a moment later: at most two seconds. */
    private Timed sendUntilKnown(String secret, String model) throws IOException, InterruptedException {
        Timed timed = send(secret, model);
        for (int i = 1; i < TRIES && timed.response().statusCode() == 401; i++) {
            Thread.sleep(PAUSE_MILLIS);
            timed = send(secret, model);
        }
        return timed;
    }

    private Timed send(String secret, String model) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode();
        body.put("model", model);
        body.put("max_tokens", 64);
        ObjectNode message = body.putArray("messages").addObject();
        message.put("role", "user");
        message.put("content", "Hello from the Bursar console.");
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body), StandardCharsets.UTF_8))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Timed(response, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    private Result answered(Timed timed) {
        JsonNode body = json.readTree(timed.response().body());
        String text =
                body.path("choices").path(0).path("message").path("content").asString("");
        String shown = text.length() > LONGEST_ANSWER ? text.substring(0, LONGEST_ANSWER) + "…" : text;
        Optional<String> cost = header(timed.response(), COST_HEADER)
                .or(() -> Optional.ofNullable(body.path("usage").path("cost").asString(null)));
        Optional<String> remaining = header(timed.response(), REMAINING_HEADER);
        return new Result.Answered(
                shown.isEmpty() ? "(an empty answer)" : shown,
                cost.map(TestCall::dollars).orElse("not told"),
                remaining.map(TestCall::dollars).orElse("no cap"),
                timed.millis());
    }

    private static Optional<String> header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name);
    }

    private static String dollars(String decimal) {
        try {
            return Amounts.text(new BigDecimal(decimal).movePointRight(9).longValue());
        } catch (NumberFormatException e) {
            return decimal;
        }
    }

    /** The gateway's own words: they say which rule, whose it is and what to do. */
    private Result failed(HttpResponse<String> response) {
        String message =
                json.readTree(response.body()).path("error").path("message").asString("");
        return new Result.Failed(
                message.isEmpty() ? "The gateway answered with status " + response.statusCode() + "." : message);
    }

    private record Timed(HttpResponse<String> response, long millis) {}
}
