package dev.bursar.gateway.provider;

/** Bytes {@code from} (inclusive) to {@code to} (exclusive) of a body give way to others. */
public record BodyEdit(int from, int to, byte[] replacement) {
    /** How much longer the body becomes. */
    public int growth() {
        return replacement.length - (to - from);
    }
}
