package dev.bursar.server.platform.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Used only where no {@code spring.datasource.url} is configured.
 *
 * @param port on 127.0.0.1; fixed, so that a server that outlived its control plane is found again
 * @param directory holds the data and the unpacked server
 */
@ConfigurationProperties(prefix = "bursar.embedded-database", ignoreUnknownFields = false)
record EmbeddedDatabaseProperties(
        @DefaultValue("8405") int port,
        @DefaultValue(".bursar/postgres") Path directory) {
    EmbeddedDatabaseProperties {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("bursar.embedded-database.port is 1 to 65535, not " + port);
        }
    }
}
