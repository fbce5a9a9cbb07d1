package dev.bursar.server.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Transactions on pooled connections, run again where PostgreSQL asks for it. */
final class Transactions {
    /** How a transaction sees the database. */
    enum Mode {
        /** REPEATABLE READ, READ ONLY: one instant, never broken off. */
        READ,
        /** READ COMMITTED, the pool's own; whoever decides by what they read locks it. */
        WRITE
    }

    static final int ATTEMPTS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 40;
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";

    private final DataSource dataSource;
    private final Shares shares;
    private final Settings settings = new Settings().withRenderSchema(false).withExecuteLogging(false);

    Transactions(DataSource dataSource, Shares shares) {
        this.dataSource = dataSource;
        this.shares = shares;
    }

    <T extends @Nullable Object> T run(Mode mode, Function<DSLContext, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(mode, work);
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !mayRepeat(e)) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    Connection connection() {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new DataAccessException("no connection to the database", e);
        }
    }

    private <T extends @Nullable Object> T once(Mode mode, Function<DSLContext, T> work) {
        try (Shares.Place place = shares.take();
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (mode == Mode.READ) {
                // Travels with BEGIN; the isolation of this transaction alone costs one statement, not two.
                connection.setReadOnly(true);
                execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            }
            return finish(connection, work);
        } catch (SQLTransientConnectionException e) {
            throw new DataAccessException("no connection to the database", full(e));
        } catch (SQLException e) {
            throw new DataAccessException("the transaction failed", e);
        }
    }

    private <T extends @Nullable Object> T finish(Connection connection, Function<DSLContext, T> work)
            throws SQLException {
        boolean done = false;
        try {
            T result = work.apply(DSL.using(connection, SQLDialect.POSTGRES, settings));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    /** The pool has no SQLSTATE for a wait that was in vain. */
    private static SQLException full(SQLTransientConnectionException e) {
        return new SQLTransientConnectionException("all connections are in use", Shares.FULL, e);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean mayRepeat(DataAccessException e) {
        String state = e.sqlState();
        return SERIALIZATION_FAILURE.equals(state) || DEADLOCK.equals(state);
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(RandomGenerator.getDefault().nextInt(LONGEST_PAUSE_MILLIS * attempt) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to repeat a transaction", e);
        }
    }
}
