package dev.bursar.server.notice;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param evaluateEvery how often an organization's rules are evaluated
 * @param privateNetwork channels may have plain http, loopback and private addresses: for trials
 * @param sslBundle name of the SSL bundle ({@code spring.ssl.bundle.…}) that says whose certificates of mail servers and
 *     webhooks are trusted; empty: those that Java trusts
 * @param operator who runs the installation, told where the books of any organization differ
 */
@ConfigurationProperties(prefix = "bursar.notice", ignoreUnknownFields = false)
record NoticeProperties(
        @DefaultValue("1m") Duration evaluateEvery,
        @DefaultValue("false") boolean privateNetwork,
        @DefaultValue("") String sslBundle,
        @DefaultValue Smtp smtp,
        @DefaultValue Operator operator) {
    NoticeProperties {
        if (!evaluateEvery.isPositive()) {
            throw new IllegalArgumentException("bursar.notice.evaluate-every is positive");
        }
    }

    /**
     * Where the operator is told.
     *
     * @param email address; empty: none
     * @param slack URL of a Slack-compatible webhook; empty: none
     */
    record Operator(
            @DefaultValue("") String email,
            @DefaultValue("") String slack) {
        /** As deliveries name them. */
        List<String> ways() {
            return Stream.of(email.isEmpty() ? "" : "email", slack.isEmpty() ? "" : "slack")
                    .filter(way -> !way.isEmpty())
                    .toList();
        }

        @Override
        public String toString() {
            return "Operator[email=" + email + ", slack=" + (slack.isEmpty() ? "" : "…") + "]";
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
