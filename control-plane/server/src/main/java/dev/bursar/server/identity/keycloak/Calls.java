package dev.bursar.server.identity.keycloak;

import dev.bursar.server.identity.IssuerException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** What Keycloak answers, in the server's own words. */
final class Calls {
    private static final int MOST_REASON = 300;

    private Calls() {}

    /** @throws IssuerException if it fails */
    static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceAccessException e) {
            throw new IssuerException("Keycloak cannot be reached.", e);
        } catch (RestClientResponseException e) {
            throw new IssuerException(
                    "Keycloak refused with " + e.getStatusCode().value() + reason(e), e);
        } catch (RestClientException e) {
            throw new IssuerException("Keycloak's answer could not be read.", e);
        }
    }

    static void tell(Runnable call) {
        ask(() -> {
            call.run();
            return true;
        });
    }

    /** Empty where there is none. */
    static <T> Optional<T> find(Supplier<T> call) {
        return ask(() -> {
            try {
                return Optional.ofNullable(call.get());
            } catch (HttpClientErrorException.NotFound e) {
                return Optional.empty();
            }
        });
    }

    private static String reason(RestClientResponseException e) {
        String body =
                e.getResponseBodyAsString().replaceAll("[^\\x20-\\x7e]", " ").strip();
        return body.isEmpty() ? "." : ": " + body.substring(0, Math.min(body.length(), MOST_REASON));
    }
}
