package dev.bursar.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** Trades a demo login for an access token, as scripts do; people's way is the browser test's. */
final class SignIn {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private SignIn() {}

    static String accessToken(House house, House.Login login) {
        String body = House.JSON.writeValueAsString(Map.of("email", login.email(), "password", login.password()));
        HttpRequest request = HttpRequest.newBuilder(house.adminApi.resolve("/issuer/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError("no token but " + response.statusCode() + ": " + response.body());
            }
            return House.JSON.readTree(response.body()).path("access_token").asString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
