package dev.bursar.server.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.platform.secret.Secrets;
import dev.bursar.server.platform.secret.TestSecrets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server that comes with the house: durable, found again, and closed to strangers. */
class EmbeddedDatabaseTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void keepsItsDataAndLetsNobodyInWithoutAPassword() throws Exception {
        int port = freePort();
        EmbeddedDatabaseProperties properties =
                new EmbeddedDatabaseProperties(port, folder.resolve("data"), folder.resolve("binaries"));
        Secrets secrets = TestSecrets.in(folder.resolve("secrets"));
        try (EmbeddedDatabase first = EmbeddedDatabase.start(properties, secrets)) {
            run(first, EmbeddedDatabase.OWNER, "CREATE TABLE kept (id int)");
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                assertThat(show(first, setting)).isEqualTo("on");
            }
            for (String user : new String[] {"postgres", EmbeddedDatabase.OWNER, EmbeddedDatabase.APP}) {
                assertThatThrownBy(() -> DriverManager.getConnection(first.url(), user, "guessed"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password");
            }
            assertThatThrownBy(() -> run(first, EmbeddedDatabase.APP, "CREATE TABLE mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
        try (EmbeddedDatabase again = EmbeddedDatabase.start(properties, secrets)) {
            run(again, EmbeddedDatabase.OWNER, "INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            EmbeddedDatabaseProperties properties = new EmbeddedDatabaseProperties(
                    taken.getLocalPort(), folder.resolve("other"), folder.resolve("binaries"));

            assertThatThrownBy(() -> EmbeddedDatabase.start(properties, TestSecrets.in(folder.resolve("secrets"))))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("is taken");
        }
    }

    private static void run(EmbeddedDatabase database, String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), role, database.password(role));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(EmbeddedDatabase database, String setting) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.url(), EmbeddedDatabase.APP, database.password(EmbeddedDatabase.APP));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
