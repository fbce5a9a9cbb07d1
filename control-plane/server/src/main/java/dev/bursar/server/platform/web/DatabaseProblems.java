package dev.bursar.server.platform.web;

import java.time.Duration;
import java.util.Optional;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL refuses although nothing before it did: a problem by its SQLSTATE, never a trace. */
public final class DatabaseProblems {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private DatabaseProblems() {}

    public static Optional<ProblemException> of(DataAccessException e) {
        String state = e.sqlState();
        if (state.equals("23505")) {
            return Optional.of(new ProblemException(409, "already_exists", "There is one with this name already."));
        }
        if (state.startsWith("23")) {
            return Optional.of(new ProblemException(409, "conflict", "This does not go with what is there already."));
        }
        if (state.startsWith("22")) {
            return Optional.of(new ProblemException(400, "value_out_of_range", "A value cannot be stored."));
        }
        return Optional.ofNullable(later(state));
    }

    /** What may go well next time. Nothing was changed. */
    private static @Nullable ProblemException later(String state) {
        if (state.equals("57014")) {
            return ProblemException.later(
                    "query_timeout", "This took longer than one request may and was broken off. Ask for less.", PAUSE);
        }
        if (state.equals("53300")) {
            return ProblemException.later("database_busy", "All connections to the database are in use.", PAUSE);
        }
        if (state.equals("40001") || state.equals("40P01") || state.equals("55P03")) {
            return ProblemException.later("try_again", "Others were changing the same. Try again.", PAUSE);
        }
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57") || state.equals("25P03")) {
            return ProblemException.later("database_unavailable", "The database does not answer.", PAUSE);
        }
        return null;
    }
}
