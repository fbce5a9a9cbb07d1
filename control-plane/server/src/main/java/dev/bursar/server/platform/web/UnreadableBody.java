package dev.bursar.server.platform.web;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that is no such record, and never quotes it: it may hold a secret. */
final class UnreadableBody {
    private UnreadableBody() {}

    static ProblemException problem(HttpMessageNotReadableException e) {
        if (find(e, BodyLimit.BodyTooLarge.class) != null) {
            return new ProblemException(413, "body_too_large", "A body has at most 1 MiB.");
        }
        UnrecognizedPropertyException unknown = find(e, UnrecognizedPropertyException.class);
        if (unknown != null) {
            String field = path(unknown);
            return ProblemException.field(field, "unknown_field", "There is no field " + field + " here.");
        }
        if (find(e, StreamConstraintsException.class) != null) {
            return new ProblemException(
                    400, "json_too_complex", "The JSON is nested too deeply or has too long parts.");
        }
        JsonRules.HiddenText hidden = find(e, JsonRules.HiddenText.class);
        if (hidden != null) {
            return ProblemException.field(
                    path(hidden),
                    "text_invalid",
                    "The value of " + path(hidden) + " has a character that nobody sees.");
        }
        DatabindException mismatch = find(e, DatabindException.class);
        if (mismatch != null && !mismatch.getPath().isEmpty()) {
            return ProblemException.field(
                    path(mismatch),
                    "type_mismatch",
                    "The value of " + path(mismatch) + " is not of the kind expected.");
        }
        JacksonException malformed = find(e, JacksonException.class);
        return malformed == null
                ? new ProblemException(400, "body_missing", "The request needs a JSON body.")
                : new ProblemException(400, "json_malformed", "The body is not JSON" + place(malformed) + ".");
    }

    private static String place(JacksonException e) {
        var at = e.getLocation();
        return at == null || at.getLineNr() < 1
                ? ""
                : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    /** {@code models[0]} */
    private static String path(DatabindException e) {
        return printable(e.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? "[" + part.getIndex() + "]" : "." + part.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", ""));
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^ -~]", "?");
        return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
    }

    private static <T> @Nullable T find(Throwable from, Class<T> type) {
        int depth = 0;
        for (Throwable t = from; t != null && depth < 20; t = t.getCause(), depth++) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
