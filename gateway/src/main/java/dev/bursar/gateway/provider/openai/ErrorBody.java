package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.json.JsonCursor;
import dev.bursar.gateway.json.JsonException;
import dev.bursar.gateway.provider.ProviderFailure;

/** What a provider's refusal means for the client. */
final class ErrorBody {
    private static final int MAX_MESSAGE = 500;

    private ErrorBody() {}

    static ProviderFailure failure(ResponseHead head, byte[] body, int length, String secret) {
        return switch (head.status) {
            case 401, 403 -> at(head, ProviderFailure.Kind.REJECTED_CREDENTIAL, "The provider refused its credential.");
            case 429 -> at(head, ProviderFailure.Kind.RATE_LIMITED, "The provider is rate limiting.");
            case 400, 404, 413, 415, 422 ->
                at(head, ProviderFailure.Kind.REJECTED_REQUEST, message(body, length, secret));
            case 408, 504 -> at(head, ProviderFailure.Kind.TIMEOUT, "The provider timed out.");
            default -> at(head, ProviderFailure.Kind.FAILED, "The provider failed with status " + head.status + ".");
        };
    }

    private static ProviderFailure at(ResponseHead head, ProviderFailure.Kind kind, String message) {
        return new ProviderFailure(kind, head.status, message, head.retryAfter, false);
    }

    private static String message(byte[] body, int length, String secret) {
        String message = "";
        try {
            message = find(new JsonCursor().reset(body, 0, length));
        } catch (JsonException e) {
            // Not JSON: its text may be anything, so none of it is shown.
        }
        if (message.isEmpty() || !secret.isEmpty() && message.contains(secret)) {
            return "The provider refused the request.";
        }
        return message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "…" : message;
    }

    /** {@code error.message}, or {@code error} or {@code message} where they are texts. */
    private static String find(JsonCursor cursor) {
        String found = "";
        cursor.beginObject();
        for (boolean first = true; cursor.nextMember(first); first = false) {
            String name = cursor.name();
            if (name.equals("error") && cursor.peek() == '{') {
                found = find(cursor);
            } else if ((name.equals("message") || name.equals("error")) && cursor.peek() == '"') {
                found = cursor.string();
            } else {
                cursor.skip();
            }
        }
        return found;
    }
}
