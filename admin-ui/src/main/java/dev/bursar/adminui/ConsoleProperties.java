package dev.bursar.adminui;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param adminApiUrl where the console reaches the control plane
 * @param issuerUrl of the issuer as browsers reach it
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
        @NotNull @DefaultValue("http://127.0.0.1:8403") URI gatewayUrl,
        @NotBlank @DefaultValue("bursar-console") String clientId,
        @NotBlank @DefaultValue("console-client.secret") String clientSecretFile,
        @NotNull @DefaultValue("2s") Duration connectTimeout,
        @NotNull @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("true") boolean signIn) {

    /** What an OpenAI client takes as its base URL. */
    public String baseUrl() {
        String url = gatewayUrl.toString();
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/v1";
    }

    /** @param path starts with a slash */
    public String issuer(String path) {
        String url = issuerUrl.toString();
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path;
    }
}
