package dev.bursar.server.platform.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Used only where no {@code spring.datasource.url} is configured.
 *
 * @param port on 127.0.0.1; fixed, so that a server that outlived its control plane is found again
 * @param directory the server's data
 * @param binaries where the server is unpacked
 */
@ConfigurationProperties(prefix = "bursar.database.embedded", ignoreUnknownFields = false)
record EmbeddedDatabaseProperties(
        @DefaultValue("8405") int port,
        @DefaultValue(".bursar/postgres") Path directory,
        @DefaultValue(".bursar/postgres-binaries") Path binaries) {
    EmbeddedDatabaseProperties {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("bursar.database.embedded.port is 1 to 65535, not " + port);
        }
    }
}
