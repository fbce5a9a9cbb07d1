package dev.bursar.adminui;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param adminApiUrl where the console reaches the control plane
 * @param issuerUrl of the issuer as browsers reach it; of Keycloak with the realm
 * @param issuer which kind it is: where its addresses are follows from it
 * @param gatewayUrl data path of a gateway, as the console and the holders of keys reach it
 * @param clientId at the issuer
 * @param clientSecretFile its secret, in the secrets directory
 * @param connectTimeout to the control plane
 * @param readTimeout of one Admin API call
 * @param signIn false: nobody signs in; for trying the console without a control plane
 */
@Validated
@ConfigurationProperties(prefix = "bursar.console", ignoreUnknownFields = false)
public record ConsoleProperties(
        @NotNull @DefaultValue("http://127.0.0.1:8401") URI adminApiUrl,
        @NotNull @DefaultValue("http://127.0.0.1:8401") URI issuerUrl,
        @NotNull @DefaultValue("embedded") Issuer issuer,
        @NotNull @DefaultValue("http://127.0.0.1:8403") URI gatewayUrl,
        @NotBlank @DefaultValue("bursar-console") String clientId,
        @NotBlank @DefaultValue("console-client.secret") String clientSecretFile,
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("true") boolean signIn) {

    /** The issuers that the console knows, and what differs between them. */
    public enum Issuer {
        EMBEDDED("/oauth2/authorize", "/oauth2/token", "/oauth2/jwks", "/connect/logout", Set.of()),
        /** Names the organizations of a person where it is asked for them. */
        KEYCLOAK(
                "/protocol/openid-connect/auth",
                "/protocol/openid-connect/token",
                "/protocol/openid-connect/certs",
                "/protocol/openid-connect/logout",
                Set.of("organization:*"));

        private final String authorization;
        private final String token;
        private final String keys;
        private final String logout;
        private final Set<String> scopes;

        Issuer(String authorization, String token, String keys, String logout, Set<String> scopes) {
            this.authorization = authorization;
            this.token = token;
            this.keys = keys;
            this.logout = logout;
            this.scopes = scopes;
        }
    }

    public String authorizationUrl() {
        return at(issuer.authorization);
    }

    public String tokenUrl() {
        return at(issuer.token);
    }

    public String keysUrl() {
        return at(issuer.keys);
    }

    public String logoutUrl() {
        return at(issuer.logout);
    }

    public List<String> scopes() {
        return Stream.concat(Stream.of("openid", "profile", "email"), issuer.scopes.stream())
                .toList();
    }

    /** What an OpenAI client takes as its base URL. */
    public String baseUrl() {
        String url = gatewayUrl.toString();
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/v1";
    }

    private String at(String path) {
        String url = issuerUrl.toString();
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path;
    }
}
