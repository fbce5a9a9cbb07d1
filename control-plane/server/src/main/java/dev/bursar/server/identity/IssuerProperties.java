package dev.bursar.server.identity;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs people in.
 *
 * @param embedded the issuer inside this server; refused in production
 * @param uri the issuer's identifier, as it stands in tokens
 * @param jwkSetUri where its keys are; null: found by the issuer's metadata. Not used with the embedded issuer
 * @param audience what a token must be meant for
 */
@ConfigurationProperties(prefix = "bursar.issuer", ignoreUnknownFields = false)
public record IssuerProperties(
        @DefaultValue("true") boolean embedded,
        @DefaultValue("http://127.0.0.1:8401") String uri,
        @Nullable String jwkSetUri,
        @DefaultValue("bursar-admin-api") String audience) {
    public IssuerProperties {
        URI parsed = URI.create(uri);
        if (parsed.getHost() == null || !("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))) {
            throw new IllegalArgumentException("bursar.issuer.uri is an http or https address, not " + uri);
        }
        if (audience.isBlank()) {
            throw new IllegalArgumentException("bursar.issuer.audience is empty");
        }
    }
}
