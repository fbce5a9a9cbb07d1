package dev.bursar.adminui.controlplane;

import dev.bursar.adminapi.common.Problem;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns error responses of the Admin API into exceptions. */
final class Problems {
    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    void raise(HttpRequest request, ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        if (status == 401 && !wantsSignInAgain(response)) {
            throw new SignInAgainException(null);
        }
        throw new RefusedException(read(response.getBody().readAllBytes(), status));
    }

    /** RFC 9470: the token is good, and the sign-in too long ago for this. */
    static boolean wantsSignInAgain(ClientHttpResponse response) {
        return String.valueOf(response.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                .contains("insufficient_user_authentication");
    }

    private Problem read(byte[] body, int status) {
        try {
            Problem problem = json.readValue(body, Problem.class);
            if (problem != null && problem.code() != null && problem.title() != null) {
                return problem;
            }
        } catch (JacksonException e) {
            // Not one of its own: a proxy's page, or a body cut short.
        }
        return new Problem(
                "about:blank",
                "Unexpected answer",
                status,
                "unexpected_answer",
                "The control plane answered with status " + status + " and gave no reason. Its log has more.",
                null,
                List.of());
    }
}
