package dev.bursar.gateway.http;

import io.netty.buffer.ByteBuf;

/** Reads chunk size lines (RFC 9112, section 7.1). */
final class Chunks {
    /** The line is not all there yet. */
    static final long INCOMPLETE = -1;

    /** The bytes are no chunk size. */
    static final long WRONG = -2;

    private static final int MAX_LINE_BYTES = 256;
    private static final long MAX_CHUNK_BYTES = 1L << 31;

    private Chunks() {}

    /** @return the size in the lower 40 bits and the length of its line above, or one of the negative constants */
    static long sizeLine(ByteBuf in, int from, int to) {
        long size = 0;
        int i = from;
        for (int digit; i < to && (digit = Character.digit(in.getByte(i), 16)) >= 0; i++) {
            size = size * 16 + digit;
            if (size > MAX_CHUNK_BYTES) {
                return WRONG;
            }
        }
        if (i == from && i < to) {
            return WRONG;
        }
        while (i < to && in.getByte(i) != '\r') {
            i++;
            if (i - from > MAX_LINE_BYTES) {
                return WRONG;
            }
        }
        if (i + 1 >= to) {
            return INCOMPLETE;
        }
        return in.getByte(i + 1) == '\n' ? (long) (i + 2 - from) << 40 | size : WRONG;
    }

    static long size(long line) {
        return line & (1L << 40) - 1;
    }

    static int lineBytes(long line) {
        return (int) (line >>> 40);
    }
}
