package dev.bursar.server.platform.database;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;

/**
 * How many connections a {@link Lane} may hold: three eighths for requests, three eighths for intake, so that a quarter
 * is left for grants whatever the two do. Any thread.
 */
final class Shares {
    /** PostgreSQL's own word for it: too many connections. */
    static final String FULL = "53300";

    private static final int EIGHTHS = 3;

    private final Duration longestWait;
    private final Map<Lane, Semaphore> places = new EnumMap<>(Lane.class);

    /** @param connections how many there are */
    Shares(int connections, Duration longestWait) {
        this.longestWait = longestWait;
        int share = Math.max(1, connections * EIGHTHS / 8);
        places.put(Lane.REQUESTS, new Semaphore(share, true));
        places.put(Lane.INTAKE, new Semaphore(share, true));
    }

    /** @return to be closed when the connection is given back */
    Place take() {
        Semaphore share = places.get(Lane.current());
        if (share == null) {
            return () -> {};
        }
        try {
            if (!share.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DataAccessException(
                        "no connection to the database",
                        new SQLTransientConnectionException("the share of " + Lane.current() + " is in use", FULL));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a connection", e);
        }
        return share::release;
    }

    /** One connection of a share. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
