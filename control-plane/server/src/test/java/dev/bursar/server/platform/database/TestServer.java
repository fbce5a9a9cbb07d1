package dev.bursar.server.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL for one run of the tests, with the roles of production and a migrated template, from which each test
 * class gets its copy.
 */
final class TestServer implements AutoCloseable {
    static final String PASSWORD = "for-tests-alone-7f3a9c";
    private static final String IMAGE = "postgres:18-alpine";
    private static final String TEMPLATE = "bursar_template_" + shortId();

    private final String superuserUrl;
    private final AutoCloseable stop;

    private TestServer(String what, String superuserUrl, AutoCloseable stop) {
        this.superuserUrl = superuserUrl;
        this.stop = stop;
        createRoles();
        migrateTemplate();
        System.out.println("PostgreSQL of the tests: " + what);
    }

    static TestServer start() {
        String wanted = System.getenv().getOrDefault("IT_POSTGRES", "auto");
        if (wanted.startsWith("jdbc:")) {
            return new TestServer("the one that IT_POSTGRES names", wanted, () -> {});
        }
        return switch (wanted) {
            case "embedded" -> embedded("embedded");
            case "docker" -> container();
            case "auto" -> imageIsPresent() ? container() : embedded("embedded (no container image " + IMAGE + ")");
            default -> throw new IllegalArgumentException("IT_POSTGRES is auto, docker, embedded or jdbc:…");
        };
    }

    TestDatabase freshDatabase() {
        String name = "bursar_" + shortId();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE + " OWNER " + EmbeddedDatabase.OWNER
                + " STRATEGY FILE_COPY");
        return new TestDatabase(url(name));
    }

    @Override
    public void close() throws Exception {
        stop.close();
    }

    private static TestServer embedded(String what) {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "200")
                    .start();
            return new TestServer(what, server.getJdbcUrl("postgres", "postgres"), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
        container.start();
        String url =
                container.getJdbcUrl() + "&user=" + container.getUsername() + "&password=" + container.getPassword();
        return new TestServer("container " + IMAGE, url, container::stop);
    }

    private static boolean imageIsPresent() {
        try {
            Process inspect = new ProcessBuilder("docker", "image", "inspect", IMAGE)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = inspect.waitFor(5, TimeUnit.SECONDS);
            inspect.destroyForcibly();
            return ended && inspect.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void createRoles() {
        for (String role : new String[] {EmbeddedDatabase.OWNER, EmbeddedDatabase.APP}) {
            if (isMissing("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
                execute("CREATE ROLE " + role);
            }
            execute("ALTER ROLE " + role + " LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '" + PASSWORD + "'");
        }
    }

    private void migrateTemplate() {
        execute("CREATE DATABASE " + TEMPLATE + " OWNER " + EmbeddedDatabase.OWNER);
        Flyway.configure()
                .dataSource(url(TEMPLATE), EmbeddedDatabase.OWNER, PASSWORD)
                .placeholders(Map.of("appRole", EmbeddedDatabase.APP))
                .load()
                .migrate();
    }

    private String url(String database) {
        return superuserUrl.replaceFirst("(jdbc:postgresql://[^/]+)/[^?]*.*", "$1/" + database);
    }

    private boolean isMissing(String query) {
        try (Connection superuser = DriverManager.getConnection(superuserUrl);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return !row.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection superuser = DriverManager.getConnection(superuserUrl);
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String shortId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
