package dev.bursar.gateway.edge;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param host where clients connect
 * @param port 0: any free one
 * @param transport {@code auto} takes io_uring where it is permitted, else epoll, else NIO
 * @param eventLoops 0: one for each core
 * @param maxConnections more are closed at once
 * @param maxBodyBytes of one request; more is answered with 413
 * @param maxHeadBytes of one request's line and headers; more is answered with 431
 * @param headTimeout from a request's first byte to the end of its head
 * @param bodyTimeout from the end of the head to the end of the body
 * @param keepAlive between two requests
 * @param writeTimeout a client that takes nothing for this long is gone
 * @param drainTimeout for requests in flight when the node stops
 */
public record EdgeProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8403") int port,
        @DefaultValue("auto") Transport transport,
        @DefaultValue("0") int eventLoops,
        @DefaultValue("20000") int maxConnections,
        @DefaultValue("8388608") int maxBodyBytes,
        @DefaultValue("16384") int maxHeadBytes,
        @DefaultValue("10s") Duration headTimeout,
        @DefaultValue("60s") Duration bodyTimeout,
        @DefaultValue("75s") Duration keepAlive,
        @DefaultValue("60s") Duration writeTimeout,
        @DefaultValue("20s") Duration drainTimeout) {
    public EdgeProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("bursar.gateway.edge.port is 0 to 65535");
        }
        if (eventLoops < 0) {
            throw new IllegalArgumentException("bursar.gateway.edge.event-loops is 0 or more");
        }
        requirePositive("max-connections", maxConnections);
        requirePositive("max-body-bytes", maxBodyBytes);
        requirePositive("max-head-bytes", maxHeadBytes);
        requirePositive("head-timeout", headTimeout.toMillis());
        requirePositive("body-timeout", bodyTimeout.toMillis());
        requirePositive("keep-alive", keepAlive.toMillis());
        requirePositive("write-timeout", writeTimeout.toMillis());
        requirePositive("drain-timeout", drainTimeout.toMillis());
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("bursar.gateway.edge." + name + " is more than 0");
        }
    }
}
