package dev.bursar.server.platform.web;

import dev.bursar.adminapi.common.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with an RFC 9457 problem. The detail is shown to the caller: it carries no secret. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Problem.FieldError> errors;
    private final @Nullable Duration retryAfter;
    private final @Nullable Duration maxAge;

    /**
     * @param status HTTP status, 400 to 599
     * @param code stable, snake_case, for clients to match
     * @param detail a sentence for people
     */
    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, List.of());
    }

    private ProblemException(int status, String code, String detail, List<Problem.FieldError> errors) {
        this(status, code, detail, errors, null, null);
    }

    private ProblemException(
            int status,
            String code,
            String detail,
            List<Problem.FieldError> errors,
            @Nullable Duration retryAfter,
            @Nullable Duration maxAge) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.maxAge = maxAge;
    }

    /** 401 of RFC 9470: the person signed in longer ago than this, and must do so again. */
    public static ProblemException signInAgain(String detail, Duration maxAge) {
        return new ProblemException(401, "insufficient_user_authentication", detail, List.of(), null, maxAge);
    }

    /** 404: it does not exist, or this caller may not know that it does. */
    public static ProblemException notFound(String what) {
        return new ProblemException(404, "not_found", "There is no such " + what + ".");
    }

    /** 400 with the field to blame. */
    public static ProblemException field(String field, String code, String message) {
        return new ProblemException(400, code, message, List.of(new Problem.FieldError(field, code, message)));
    }

    /** 503: nothing was changed, and it may go well after a while. */
    public static ProblemException later(String code, String detail, Duration after) {
        return new ProblemException(503, code, detail, List.of(), after, null);
    }

    /** 429: too much at once. */
    public static ProblemException tooMany(String code, String detail, Duration after) {
        return new ProblemException(429, code, detail, List.of(), after, null);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<Problem.FieldError> errors() {
        return errors;
    }

    /** When to try again; empty where trying again does not help. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** How long ago the sign-in may be; empty where that is not what is wrong. */
    public Optional<Duration> maxAge() {
        return Optional.ofNullable(maxAge);
    }

    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
