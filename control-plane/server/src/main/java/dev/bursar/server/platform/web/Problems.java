package dev.bursar.server.platform.web;

import dev.bursar.adminapi.common.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Makes RFC 9457 problems. */
public final class Problems {
    private static final String TYPE = "https://bursar.dev/problems/";

    private Problems() {}

    public static ResponseEntity<Object> answer(ProblemException e) {
        HttpHeaders headers = new HttpHeaders();
        e.retryAfter().ifPresent(after -> headers.set(HttpHeaders.RETRY_AFTER, seconds(after)));
        e.maxAge()
                .ifPresent(age -> headers.set(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"" + e.code() + "\", error_description=\"" + e.detail() + "\", max_age=\""
                                + age.toSeconds() + "\""));
        return answer(e.status(), e.code(), e.detail(), e.errors(), headers);
    }

    public static ResponseEntity<Object> answer(int status, String code, String detail) {
        return answer(status, code, detail, List.of(), new HttpHeaders());
    }

    /** Whole ones, rounded up: who waits that long has waited long enough. */
    static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    static ResponseEntity<Object> answer(
            int status, String code, String detail, List<Problem.FieldError> errors, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, code, detail, errors));
    }

    /** For places that write the answer themselves. */
    public static Problem problem(int status, String code, String detail) {
        return problem(status, code, detail, List.of());
    }

    private static Problem problem(int status, String code, String detail, List<Problem.FieldError> errors) {
        HttpStatus known = HttpStatus.resolve(status);
        return new Problem(
                TYPE + code,
                known == null ? "Error" : known.getReasonPhrase(),
                status,
                code,
                detail,
                requestId(),
                errors.isEmpty() ? null : errors);
    }

    private static @Nullable String requestId() {
        String id = RequestIds.current();
        return id.isEmpty() ? null : id;
    }
}
