package dev.bursar.server.node;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param port 0: any free one */
@ConfigurationProperties(prefix = "bursar.node", ignoreUnknownFields = false)
record NodeProperties(
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("8402") int port) {
    NodeProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("bursar.node.port is 0 to 65535, not " + port);
        }
    }
}
