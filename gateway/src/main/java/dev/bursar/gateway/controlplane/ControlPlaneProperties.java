package dev.bursar.gateway.controlplane;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param host of the control plane's gRPC port
 * @param authority the name its certificate must carry; empty: the host
 * @param sslBundle the name of the SSL bundle with this node's certificate and the trusted authority
 * @param plaintext without TLS: for tests on one machine only
 * @param advertisedAddress where clients reach this node, shown in the console; empty: what it listens on
 * @param callTimeout of one call
 * @param maxBackoff between two attempts to connect
 * @param flushInterval usage waits at most this long before it is reported
 * @param spoolEvents unreported events that are kept; beyond it no new calls are taken
 */
public record ControlPlaneProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8402") int port,
        @DefaultValue("") String authority,
        @DefaultValue("node") String sslBundle,
        @DefaultValue("false") boolean plaintext,
        @DefaultValue("") String advertisedAddress,
        @DefaultValue("2s") Duration callTimeout,
        @DefaultValue("3s") Duration maxBackoff,
        @DefaultValue("100ms") Duration flushInterval,
        @DefaultValue("200000") int spoolEvents) {
    public ControlPlaneProperties {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("bursar.gateway.control-plane.port is 1 to 65535");
        }
        requirePositive("call-timeout", callTimeout.toMillis());
        requirePositive("max-backoff", maxBackoff.toMillis());
        requirePositive("flush-interval", flushInterval.toMillis());
        requirePositive("spool-events", spoolEvents);
        if (!plaintext && sslBundle.isEmpty()) {
            throw new IllegalArgumentException(
                    "bursar.gateway.control-plane.ssl-bundle names this node's certificate; it is empty");
        }
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("bursar.gateway.control-plane." + name + " is more than 0");
        }
    }
}
