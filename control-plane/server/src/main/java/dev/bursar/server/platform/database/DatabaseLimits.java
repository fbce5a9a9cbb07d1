package dev.bursar.server.platform.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one piece of work may take of the database. Where a limit is passed PostgreSQL breaks the work off, it is rolled
 * back, and whoever asked for it is told to try again. Migrations run as the schema's owner and are not bound by these.
 *
 * @param statement longest run of one statement
 * @param lock longest wait for one lock
 * @param idle longest pause inside a transaction: a program that hangs gives its locks back
 * @param share longest wait for a place in the {@link Lane}'s share of the connections
 */
@ConfigurationProperties(prefix = "bursar.database.limits", ignoreUnknownFields = false)
public record DatabaseLimits(
        @DefaultValue("30s") Duration statement,
        @DefaultValue("10s") Duration lock,
        @DefaultValue("60s") Duration idle,
        @DefaultValue("5s") Duration share) {
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofMinutes(10);

    public DatabaseLimits {
        bounded("statement", statement);
        bounded("lock", lock);
        bounded("idle", idle);
        bounded("share", share);
    }

    private static void bounded(String name, Duration value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "bursar.database.limits." + name + " is 10 milliseconds to 10 minutes, not " + value);
        }
    }

    /** What each new connection of the application begins with. */
    String sql() {
        return "SET statement_timeout = " + statement.toMillis() + "; SET lock_timeout = " + lock.toMillis()
                + "; SET idle_in_transaction_session_timeout = " + idle.toMillis();
    }
}
