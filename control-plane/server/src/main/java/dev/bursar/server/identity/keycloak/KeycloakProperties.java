package dev.bursar.server.identity.keycloak;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keycloak as the issuer. Secrets are files of the secrets directory: {@code keycloak-client.secret} of the control
 * plane's service account, {@code console-client.secret} of the console, {@code keycloak-bootstrap.secret} where it is to
 * be set up.
 *
 * @param url without a slash at the end; null: there is no Keycloak
 * @param realm of people and organizations
 * @param clientId the control plane's service account
 * @param setUp makes and repairs the realm at start, by the bootstrap client; off: it was set up before
 * @param bootstrapClientId a client of the realm {@code master} that may make realms
 * @param eventsEvery how often events are read
 * @param timeout of one call
 */
@ConfigurationProperties(prefix = "bursar.keycloak", ignoreUnknownFields = false)
public record KeycloakProperties(
        @Nullable String url,
        @DefaultValue("bursar") String realm,
        @DefaultValue("bursar-control-plane") String clientId,
        @DefaultValue("false") boolean setUp,
        @DefaultValue("bursar-bootstrap") String bootstrapClientId,
        @DefaultValue("5s") Duration eventsEvery,
        @DefaultValue("20s") Duration timeout) {
    public KeycloakProperties {
        if (url != null) {
            check(url);
        }
        if (!realm.matches("[A-Za-z0-9_-]{1,60}")) {
            throw new IllegalArgumentException("bursar.keycloak.realm is letters, digits, - and _, not " + realm);
        }
        if (realm.equals("master")) {
            throw new IllegalArgumentException("bursar.keycloak.realm is not master: that one administers the others");
        }
        if (clientId.isBlank() || bootstrapClientId.isBlank()) {
            throw new IllegalArgumentException("bursar.keycloak.client-id and bootstrap-client-id are not empty");
        }
        if (eventsEvery.compareTo(Duration.ofMillis(100)) < 0 || eventsEvery.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("bursar.keycloak.events-every is 100ms to 30s: whoever is disabled"
                    + " must be out within a minute");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("bursar.keycloak.timeout is longer than nothing");
        }
    }

    private static void check(String url) {
        URI uri = URI.create(url);
        boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web || uri.getHost() == null || url.endsWith("/")) {
            throw new IllegalArgumentException(
                    "bursar.keycloak.url is an http or https address without a slash at its end, not " + url);
        }
    }

    String base() {
        if (url == null) {
            throw new IllegalStateException("there is no Keycloak");
        }
        return url;
    }

    /** As it stands in tokens, unless Keycloak has another name for the outside. */
    String issuer() {
        return base() + "/realms/" + realm;
    }
}
