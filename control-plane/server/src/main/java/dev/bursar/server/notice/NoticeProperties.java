package dev.bursar.server.notice;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param tick how often due work is looked for
 * @param evaluateEvery how often an organization's rules are evaluated
 * @param privateNetwork channels may have plain http, loopback and private addresses: for trials
 */
@ConfigurationProperties(prefix = "bursar.notice", ignoreUnknownFields = false)
record NoticeProperties(
        @DefaultValue("5s") Duration tick,
        @DefaultValue("1m") Duration evaluateEvery,
        @DefaultValue("false") boolean privateNetwork,
        @DefaultValue Smtp smtp) {
    NoticeProperties {
        if (!tick.isPositive() || !evaluateEvery.isPositive()) {
            throw new IllegalArgumentException("bursar.notice: durations are positive");
        }
    }

    /**
     * The server that takes e-mail.
     *
     * @param host empty: no e-mail is sent, and deliveries say so
     * @param username empty: none
     * @param from the address that e-mail comes from
     * @param security {@code starttls}, {@code tls} or {@code none}
     */
    record Smtp(
            @DefaultValue("") String host,
            @DefaultValue("587") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("") String from,
            @DefaultValue("starttls") String security) {
        private static final Set<String> SECURITY = Set.of("starttls", "tls", "none");

        Smtp {
            if (!SECURITY.contains(security)) {
                throw new IllegalArgumentException("bursar.notice.smtp.security is one of " + SECURITY);
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("bursar.notice.smtp.port is 1 to 65535");
            }
            if (!host.isEmpty() && from.isEmpty()) {
                throw new IllegalArgumentException("bursar.notice.smtp.from is missing");
            }
        }

        boolean isOff() {
            return host.isEmpty();
        }

        @Override
        public String toString() {
            return "Smtp[host=" + host + ", port=" + port + ", from=" + from + ", security=" + security + "]";
        }
    }
}
