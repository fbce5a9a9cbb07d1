package dev.bursar.gateway.provider.openai;

/** A byte array that one event loop uses again and again. Its content is good until the next call. */
final class LoopScratch {
    private static final int KEPT_BYTES = 1 << 20;

    private byte[] bytes = new byte[32 * 1024];

    /** At least this long, with whatever in it. */
    byte[] bytes(int length) {
        if (length > KEPT_BYTES) {
            return new byte[length];
        }
        if (length > bytes.length) {
            bytes = new byte[Math.max(length, Math.min(KEPT_BYTES, 2 * bytes.length))];
        }
        return bytes;
    }
}
