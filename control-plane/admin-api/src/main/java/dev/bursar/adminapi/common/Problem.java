package dev.bursar.adminapi.common;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9457, with a stable {@code code} that clients can match.
 *
 * @param type {@code https://bursar.dev/problems/<code>}, an identifier
 * @param errors what is wrong with which field; empty where no field is to blame
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable String detail,
        @Nullable String requestId,
        @Nullable List<FieldError> errors) {
    /** @param field path in the request, {@code models[0]} */
    public record FieldError(String field, String code, String message) {}
}
