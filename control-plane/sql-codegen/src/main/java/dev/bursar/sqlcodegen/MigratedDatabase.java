package dev.bursar.sqlcodegen;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.meta.postgres.PostgresDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The schema as the migrations make it, in a throw-away PostgreSQL that lives as long as the generator runs. So the
 * generated code can't differ from the migrations, and a build needs no running database.
 *
 * <p>Properties: {@code migrations} (folder), {@code workingDirectory} (where the server is unpacked).
 */
public final class MigratedDatabase extends PostgresDatabase {
    private static final String APP_ROLE = "bursar_app";

    private @Nullable EmbeddedPostgres server;
    private @Nullable Connection connection;

    @Override
    protected DSLContext create0() {
        if (connection == null) {
            connection = migrated();
            setConnection(connection);
        }
        return DSL.using(connection, SQLDialect.POSTGRES);
    }

    @Override
    public void close() {
        super.close();
        try {
            if (connection != null) {
                connection.close();
            }
            if (server != null) {
                server.close();
            }
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("the generator's database does not stop", e);
        }
    }

    private Connection migrated() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File(property("workingDirectory")))
                    .start();
            server = started;
            createAppRole(started);
            Flyway.configure()
                    .dataSource(started.getPostgresDatabase())
                    .locations("filesystem:" + property("migrations"))
                    .placeholders(Map.of("appRole", APP_ROLE))
                    .load()
                    .migrate();
            return started.getPostgresDatabase().getConnection();
        } catch (IOException e) {
            throw new UncheckedIOException("the generator's database does not start", e);
        } catch (SQLException e) {
            throw new IllegalStateException("the generator's database does not answer", e);
        }
    }

    private static void createAppRole(EmbeddedPostgres started) throws SQLException {
        try (Connection superuser = started.getPostgresDatabase().getConnection();
                Statement statement = superuser.createStatement()) {
            statement.execute("CREATE ROLE " + APP_ROLE);
        }
    }

    private String property(String name) {
        return Objects.requireNonNull(getProperties().getProperty(name), () -> "property " + name + " is missing");
    }
}
