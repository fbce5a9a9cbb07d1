package dev.bursar.server.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A migrated database of one test class. The application's role reaches it as in production. */
public final class TestDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 16;

    private final String url;
    private final HikariDataSource pool;
    private final Tenancy tenancy;

    TestDatabase(String url) {
        this.url = url;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(EmbeddedDatabase.APP);
        config.setPassword(TestServer.PASSWORD);
        config.setMaximumPoolSize(CONNECTIONS);
        this.pool = new HikariDataSource(config);
        this.tenancy = tenancy(pool);
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    /** The same database, over connections that break where the faults say. */
    public Tenancy tenancy(Faults faults) {
        return tenancy(faults.on(pool));
    }

    private static Tenancy tenancy(DataSource connections) {
        return new Tenancy(new Transactions(connections, new Shares(CONNECTIONS, Duration.ofSeconds(30))));
    }

    public Faults faults() {
        return new Faults();
    }

    public String url() {
        return url;
    }

    /** What a whole application is started with, so that it uses this database. */
    public Map<String, String> springProperties() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", EmbeddedDatabase.APP,
                "spring.datasource.password", TestServer.PASSWORD,
                "spring.flyway.url", url,
                "spring.flyway.user", EmbeddedDatabase.OWNER,
                "spring.flyway.password", TestServer.PASSWORD);
    }

    /** As the schema's owner, who still obeys row security: for looking at the catalog and for breaking things. */
    public <T extends @Nullable Object> T asOwner(Function<DSLContext, T> work) {
        return as(EmbeddedDatabase.OWNER, work);
    }

    /** As the application's role, without any of the application's code in between. */
    public <T extends @Nullable Object> T asApp(Function<DSLContext, T> work) {
        return as(EmbeddedDatabase.APP, work);
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T extends @Nullable Object> T as(String role, Function<DSLContext, T> work) {
        try (Connection connection = DriverManager.getConnection(url, role, TestServer.PASSWORD)) {
            return work.apply(DSL.using(connection, SQLDialect.POSTGRES));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
