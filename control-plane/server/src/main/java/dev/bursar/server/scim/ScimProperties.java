package dev.bursar.server.scim;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param baseUrl how identity providers reach this server, {@code https://bursar.example.org}; null: as the request
 *     that is being answered did
 */
@ConfigurationProperties(prefix = "bursar.scim", ignoreUnknownFields = false)
record ScimProperties(@Nullable String baseUrl) {
    ScimProperties {
        if (baseUrl != null) {
            URI parsed = URI.create(baseUrl);
            boolean web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
            if (!web || parsed.getHost() == null || baseUrl.endsWith("/")) {
                throw new IllegalArgumentException(
                        "bursar.scim.base-url is an http or https address without a slash at its end, not " + baseUrl);
            }
        }
    }
}
