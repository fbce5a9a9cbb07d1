package dev.bursar.gateway.management;

import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param port 0: any free one */
public record ManagementProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8404") int port) {
    public ManagementProperties {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("bursar.gateway.management.port is 0 to 65535");
        }
    }
}
