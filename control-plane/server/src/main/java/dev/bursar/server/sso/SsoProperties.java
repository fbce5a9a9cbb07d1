package dev.bursar.server.sso;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Single sign-on.
 *
 * @param privateNetwork every administrator may name identity providers by plain http and at loopback or private
 *     addresses; off: a platform operator only
 * @param timeout of fetching metadata
 */
@ConfigurationProperties(prefix = "bursar.sso", ignoreUnknownFields = false)
public record SsoProperties(
        @DefaultValue("false") boolean privateNetwork,
        @DefaultValue("10s") Duration timeout) {
    public SsoProperties {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("bursar.sso.timeout is longer than nothing");
        }
    }
}
