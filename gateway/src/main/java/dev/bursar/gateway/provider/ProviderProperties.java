package dev.bursar.gateway.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param connectTimeout to connect, TLS included
 * @param responseTimeout from the request to the first byte of the answer
 * @param idleTimeout between two bytes of an answer
 * @param keepAlive an unused connection is closed after this long; shorter than what hosts allow
 * @param maxConnections to one host, for each event loop; more calls are refused
 * @param maxAnswerBytes of an answer that is not streamed
 * @param maxEventBytes of one streamed event
 * @param sandboxDelay between two chunks of {@code sandbox/slow}
 */
public record ProviderProperties(
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("300s") Duration responseTimeout,
        @DefaultValue("120s") Duration idleTimeout,
        @DefaultValue("20s") Duration keepAlive,
        @DefaultValue("2048") int maxConnections,
        @DefaultValue("33554432") int maxAnswerBytes,
        @DefaultValue("4194304") int maxEventBytes,
        @DefaultValue("75ms") Duration sandboxDelay) {
    public ProviderProperties {
        requirePositive("connect-timeout", connectTimeout.toMillis());
        requirePositive("response-timeout", responseTimeout.toMillis());
        requirePositive("idle-timeout", idleTimeout.toMillis());
        requirePositive("keep-alive", keepAlive.toMillis());
        requirePositive("max-connections", maxConnections);
        requirePositive("max-answer-bytes", maxAnswerBytes);
        requirePositive("max-event-bytes", maxEventBytes);
        requirePositive("sandbox-delay", sandboxDelay.toMillis());
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("bursar.gateway.provider." + name + " is more than 0");
        }
    }
}
