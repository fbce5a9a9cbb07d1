package dev.bursar.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Plain HTTP calls to the gateway. @param bearer the key; empty: none is sent */
record GatewayClient(URI gateway, String bearer) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    record Answer(int status, String body, HttpHeaders headers) {
        JsonNode json() {
            return House.JSON.readTree(body);
        }

        /** The stable code of an error in OpenAI's shape; empty where it is none. */
        String code() {
            return json().path("error").path("code").asString("");
        }
    }

    /** One short user message. */
    static String body(String model) {
        return body(model, false);
    }

    static String body(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":32,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, how are you?\"}]}";
    }

    Answer chat(String body) {
        return send(request("/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(PATIENCE);
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String toString() {
        return "GatewayClient[" + gateway + "]";
    }
}
