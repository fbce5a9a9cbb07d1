package dev.bursar.server.scim.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a request with a SCIM error (RFC 7644, 3.12). The detail is shown to the client: it carries no secret. */
public final class ScimException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Of what is quoted back. */
    private static final int MAX_QUOTED = 100;

    private final int status;
    private final @Nullable ScimType type;

    private ScimException(int status, @Nullable ScimType type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    /** 400, with what is wrong. */
    public static ScimException bad(ScimType type, String detail) {
        return new ScimException(400, type, detail);
    }

    /** 409: another one has that name. */
    public static ScimException taken(String detail) {
        return new ScimException(409, ScimType.UNIQUENESS, detail);
    }

    public static ScimException notFound(String what) {
        return new ScimException(404, null, "There is no such " + what + ".");
    }

    public static ScimException of(int status, String detail) {
        return new ScimException(status, null, detail);
    }

    /** A client's own text, safe and short enough to stand in a sentence. */
    public static String quoted(String text) {
        String plain = text.replaceAll("[^ -~]", "?");
        return '"' + (plain.length() > MAX_QUOTED ? plain.substring(0, MAX_QUOTED) + "…" : plain) + '"';
    }

    public int status() {
        return status;
    }

    public Optional<ScimType> type() {
        return Optional.ofNullable(type);
    }

    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
