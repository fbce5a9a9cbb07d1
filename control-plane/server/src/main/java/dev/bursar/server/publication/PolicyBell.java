package dev.bursar.server.publication;

import dev.bursar.server.platform.database.Tenancy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rings when a policy change was committed, or money recalled, by any control plane. Holds one connection; one thread waits on it. */
final class PolicyBell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyBell.class);

    private final Tenancy tenancy;
    private @Nullable Connection connection;

    PolicyBell(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    /**
     * Returns when it rings, or after the time: then look anyway.
     *
     * @return recalls that were called out meanwhile
     */
    List<Recalls.Call> await(int millis) throws InterruptedException {
        try {
            PGNotification @Nullable [] rung =
                    listening().unwrap(PGConnection.class).getNotifications(millis);
            return rung == null ? List.of() : recalls(rung);
        } catch (SQLException | DataAccessException e) {
            LOG.warn("listening for policy changes failed, polling until it works again: {}", e.getMessage());
            close();
            Thread.sleep(millis);
            return List.of();
        }
    }

    private static List<Recalls.Call> recalls(PGNotification[] rung) {
        return Arrays.stream(rung)
                .filter(one -> one.getName().equals(Recalls.CHANNEL))
                .map(one -> Recalls.Call.of(one.getParameter()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try (open;
                Statement statement = open.createStatement()) {
            statement.execute("UNLISTEN *");
        } catch (SQLException e) {
            LOG.debug("the listening connection was gone already", e);
        }
    }

    private Connection listening() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = tenancy.listener();
            connection = open;
            try (Statement statement = open.createStatement()) {
                statement.execute("LISTEN " + PolicyChanges.CHANNEL);
                statement.execute("LISTEN " + Recalls.CHANNEL);
            }
        }
        return open;
    }
}
