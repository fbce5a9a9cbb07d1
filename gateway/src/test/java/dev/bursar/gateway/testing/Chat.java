package dev.bursar.gateway.testing;

import dev.bursar.policy.key.KeyText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client that speaks HTTP/1.1 through the JDK. */
public final class Chat implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final int port;

    public Chat(int port) {
        this.port = port;
    }

    public HttpResponse<String> ask(KeyText key, String model, String text) {
        return post(key.reveal(), body(model, text, ""));
    }

    public HttpResponse<String> stream(KeyText key, String model, String text) {
        return post(key.reveal(), body(model, text, ",\"stream\":true"));
    }

    public static String body(String model, String text, String more) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]" + more
                + "}";
    }

    public HttpResponse<String> post(String key, String body) {
        return send(request("/v1/chat/completions", key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> get(String path, String key) {
        return send(request(path, key).GET());
    }

    public HttpRequest.Builder request(String path, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
        return key.isEmpty() ? request : request.header("authorization", "Bearer " + key);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
