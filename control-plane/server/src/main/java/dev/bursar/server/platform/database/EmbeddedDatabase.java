package dev.bursar.server.platform.database;

import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.secret.Secrets;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * A PostgreSQL of our own on 127.0.0.1: durable, with passwords for everyone, and three roles. The superuser sets up,
 * {@code bursar_owner} owns the schema and runs the migrations, {@code bursar_app} is neither, so that row security
 * binds it.
 *
 * <p>After the control plane was killed the server lives on; the next start finds it by its port and its data
 * directory, or recovers what it left behind. An orderly end stops it.
 */
final class EmbeddedDatabase implements AutoCloseable {
    static final String DATABASE = "bursar";
    static final String OWNER = "bursar_owner";
    static final String APP = "bursar_app";
    private static final String SUPERUSER = "postgres";
    private static final String SUPERUSER_PASSWORD_FILE = "database-superuser.password";
    private static final String LOGIN_SECONDS = "10";
    private static final int ANSWER_MILLIS = 1000;
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final EmbeddedDatabaseProperties properties;
    private final Secrets secrets;

    private EmbeddedDatabase(EmbeddedPostgres server, EmbeddedDatabaseProperties properties, Secrets secrets) {
        this.server = server;
        this.properties = properties;
        this.secrets = secrets;
    }

    static EmbeddedDatabase start(EmbeddedDatabaseProperties properties, Secrets secrets) {
        Path data = properties.directory().toAbsolutePath().normalize();
        requireFreePort(properties.port(), data);
        String password = secrets.password(SUPERUSER_PASSWORD_FILE);
        try {
            Files.createDirectories(properties.binaries());
            EmbeddedPostgres server = configured(properties, password, secrets)
                    .setDataDirectory(data)
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(server, properties, secrets);
            database.setUp(data);
            return database;
        } catch (IOException | IllegalStateException | SQLException e) {
            throw new StartRefusedException(
                    "The embedded PostgreSQL does not start on 127.0.0.1:" + properties.port() + " with its data in "
                            + data + ". Is the port taken by another server, or were the secrets replaced? "
                            + e.getMessage(),
                    e);
        }
    }

    private static EmbeddedPostgres.Builder configured(
            EmbeddedDatabaseProperties properties, String password, Secrets secrets) {
        return EmbeddedPostgres.builder()
                .setPort(properties.port())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(
                        properties.binaries().toAbsolutePath().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(STARTUP)
                .setConnectConfig("password", password)
                .setConnectConfig("loginTimeout", LOGIN_SECONDS)
                // The initial access rules: a password for everyone, from the first moment on.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig(
                        "pwfile",
                        secrets.file(SUPERUSER_PASSWORD_FILE).toAbsolutePath().toString())
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100");
    }

    /** Ours may be there already; a stranger may not. */
    private static void requireFreePort(int port, Path data) {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), ANSWER_MILLIS);
        } catch (IOException e) {
            return;
        }
        throw new StartRefusedException("Port " + port + " on 127.0.0.1, meant for the embedded PostgreSQL, is taken. "
                + "Stop what listens there, or set bursar.database.embedded.port.");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + properties.port() + "/" + DATABASE;
    }

    String password(String role) {
        return secrets.password("database-" + role.substring("bursar_".length()) + ".password");
    }

    /** Stops the server; open connections are cut. */
    @Override
    public void close() throws IOException {
        server.close();
    }

    private void setUp(Path data) throws SQLException, IOException {
        try (Connection superuser = superuser();
                Statement sql = superuser.createStatement()) {
            requireOurs(sql, data);
            for (String role : new String[] {OWNER, APP}) {
                if (isMissing(sql, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
                    sql.execute("CREATE ROLE " + role);
                }
                sql.execute("ALTER ROLE " + role
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '"
                        + password(role) + "'");
            }
            if (isMissing(sql, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                sql.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
            sql.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            sql.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + APP);
        }
    }

    /** The port may belong to somebody else's server, or to that of another installation. */
    private static void requireOurs(Statement sql, Path data) throws SQLException, IOException {
        try (ResultSet row = sql.executeQuery("SHOW data_directory")) {
            row.next();
            Path theirs = Path.of(row.getString(1));
            if (!Files.isSameFile(theirs, data)) {
                throw new IllegalStateException("Another PostgreSQL answers there, with its data in " + theirs + ".");
            }
        }
    }

    private static boolean isMissing(Statement sql, String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            return !row.next();
        }
    }

    private Connection superuser() throws SQLException {
        Properties login = new Properties();
        login.setProperty("loginTimeout", LOGIN_SECONDS);
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", secrets.password(SUPERUSER_PASSWORD_FILE));
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + properties.port() + "/postgres", login);
    }
}
