package dev.bursar.gateway.json;

/** Bytes that are not the JSON they should be. The message names what and where, never the content. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonException(String reason, int offset) {
        super(reason + " at byte " + offset, null, false, false);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
