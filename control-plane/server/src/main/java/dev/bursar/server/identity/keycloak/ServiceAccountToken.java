package dev.bursar.server.identity.keycloak;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/** Puts the token of a service account on each request; fetched when the last one is about to run out. Any thread. */
final class ServiceAccountToken implements ClientHttpRequestInterceptor {
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final RestClient http;
    private final String realm;
    private final String clientId;
    private final Supplier<String> secret;
    private final Clock clock;
    private @Nullable Held held;

    ServiceAccountToken(RestClient http, String realm, String clientId, Supplier<String> secret, Clock clock) {
        this.http = http;
        this.realm = realm;
        this.clientId = clientId;
        this.secret = secret;
        this.clock = clock;
    }

    private record Held(String token, Instant until) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(
            @JsonProperty("access_token") String token,
            @JsonProperty("expires_in") long seconds) {}

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(token());
        return execution.execute(request, body);
    }

    private synchronized String token() {
        Held now = held;
        if (now == null || !clock.instant().isBefore(now.until())) {
            Answer answer = fetch();
            now = new Held(
                    answer.token(),
                    clock.instant().plusSeconds(answer.seconds()).minus(MARGIN));
            held = now;
        }
        return now.token();
    }

    private Answer fetch() {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "client_credentials");
        form.add("client_id", clientId);
        form.add("client_secret", secret.get());
        Answer answer = http.post()
                .uri("/realms/{realm}/protocol/openid-connect/token", realm)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Answer.class);
        if (answer == null) {
            throw new IllegalStateException("Keycloak answered a request for a token with nothing");
        }
        return answer;
    }
}
