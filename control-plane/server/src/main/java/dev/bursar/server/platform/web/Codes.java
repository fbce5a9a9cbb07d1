package dev.bursar.server.platform.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;

/** Stable codes for what the framework finds wrong. */
final class Codes {
    private Codes() {}

    /** @param constraint {@code NotBlank} becomes {@code not_blank} */
    static String of(@Nullable String constraint) {
        return constraint == null
                ? "invalid"
                : constraint.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    static String of(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "bad_request";
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            case 406 -> "not_acceptable";
            case 413 -> "body_too_large";
            case 415 -> "unsupported_media_type";
            default -> "http_" + status.value();
        };
    }

    static String sentence(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "The request is not as it must be.";
            case 404 -> "There is nothing at this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "The answer is JSON; the Accept header asks for something else.";
            case 413 -> "A body has at most 1 MiB.";
            case 415 -> "The body must be application/json.";
            default -> "The request cannot be answered.";
        };
    }
}
