package dev.bursar.server.scim;

import dev.bursar.server.platform.web.DatabaseProblems;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.scim.protocol.ScimException;
import dev.bursar.server.scim.protocol.ScimType;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Every failure of SCIM's operations is a SCIM error. What is unexpected is logged. */
@RestControllerAdvice(assignableTypes = {ResourceController.class, BulkController.class, DiscoveryController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class ScimErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ScimErrors.class);

    /** What to tell the client of a failure. What is unexpected is logged. */
    static ScimException of(Exception e) {
        return switch (e) {
            case ScimException refused -> refused;
            case ProblemException problem -> ScimException.of(problem.status(), problem.detail());
            case DataAccessException database ->
                DatabaseProblems.of(database).map(ScimErrors::refused).orElseGet(() -> unexpected(e));
            default -> unexpected(e);
        };
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> any(Exception e) {
        return ScimJson.refusal(of(e));
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(ProblemException e) {
        ResponseEntity<Object> error = ScimJson.refusal(of(e));
        return e.retryAfter()
                .map(pause -> ResponseEntity.status(e.status())
                        .headers(error.getHeaders())
                        .header("Retry-After", Long.toString(Math.max(1, pause.toSeconds())))
                        .body(error.getBody()))
                .orElse(error);
    }

    /** {@code count=x} */
    @ExceptionHandler
    ResponseEntity<Object> parameter(MethodArgumentTypeMismatchException e) {
        return ScimJson.refusal(
                ScimException.bad(ScimType.INVALID_VALUE, e.getName() + " is not of the kind expected."));
    }

    @ExceptionHandler
    ResponseEntity<Object> database(DataAccessException e) {
        return DatabaseProblems.of(e)
                .filter(problem -> problem.retryAfter().isPresent())
                .map(this::problem)
                .orElseGet(() -> any(e));
    }

    private static ScimException refused(ProblemException problem) {
        return problem.code().equals("already_exists")
                ? ScimException.taken("There is one with this name already.")
                : of(problem);
    }

    private static ScimException unexpected(Exception e) {
        LOG.error("Unexpected failure of a SCIM operation", e);
        return ScimException.of(500, "Something went wrong here. The server's log says what.");
    }
}
