package dev.bursar.server.platform.web;

import java.util.Optional;
import org.jooq.exception.DataAccessException;

/** What PostgreSQL refuses although nothing before it did: a problem by its SQLSTATE, never a trace. */
final class DatabaseProblems {
    private DatabaseProblems() {}

    static Optional<ProblemException> of(DataAccessException e) {
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
        if (state.equals("40001") || state.equals("40P01") || state.equals("55P03") || state.startsWith("57")) {
            return Optional.of(new ProblemException(503, "try_again", "Others were changing the same. Try again."));
        }
        if (state.startsWith("08") || state.startsWith("53")) {
            return Optional.of(new ProblemException(503, "database_unavailable", "The database does not answer."));
        }
        return Optional.empty();
    }
}
