package dev.bursar.gateway.edge;

import dev.bursar.gateway.json.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * An error in OpenAI's shape.
 *
 * @param code stable
 * @param param the request's member that it is about, or null
 * @param metadata a JSON object, or null
 * @param retryAfter seconds or a date, or null; never with 402
 */
record ApiError(
        int status,
        String type,
        String code,
        String message,
        @Nullable String param,
        @Nullable String metadata,
        @Nullable String retryAfter) {
    static ApiError of(int status, String code, String message) {
        return new ApiError(status, type(status), code, message, null, null, null);
    }

    static ApiError badRequest(String code, String message) {
        return of(400, code, message);
    }

    static ApiError badParam(String param, String code, String message) {
        return new ApiError(400, type(400), code, message, param, null, null);
    }

    ApiError withRetryAfter(String value) {
        return new ApiError(status, type, code, message, param, metadata, value);
    }

    /** The error object alone: {@code {"message":…}}. */
    JsonText write(JsonText json) {
        json.open('{').name("message").string(message).name("type").string(type).name("param");
        if (param == null) {
            json.raw("null");
        } else {
            json.string(param);
        }
        json.name("code").string(code);
        if (metadata != null) {
            json.name("metadata").raw(metadata);
        }
        return json.close('}');
    }

    byte[] body() {
        return write(new JsonText().open('{').name("error")).close('}').bytes();
    }

    /** OpenAI's types, by what a client does about them. */
    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}
