package dev.bursar.gateway.edge;

import java.util.Arrays;
import java.util.Base64;

/** Base64 inside a JSON string, of which a few bytes near its beginning are wanted. */
final class Base64Text {
    /** Further in, nothing is read. */
    private static final long MAX_DECODED = 1 << 20;

    private final byte[] text;
    private final int from;
    private final int to;

    Base64Text(byte[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The most bytes that it can stand for: three for each four characters. */
    long most() {
        return (to - from + 3L) / 4 * 3;
    }

    /**
     * Everything up to the wanted bytes is decoded strictly: a character that a lenient decoder would pass over would
     * move them.
     *
     * @return fewer than wanted where the text ends before; none where it is not plain base64 up to there
     */
    byte[] bytes(long start, int count) {
        if (start + count > MAX_DECODED) {
            return new byte[0];
        }
        int characters = (int) ((start + count + 2) / 3 * 4);
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(Arrays.copyOfRange(text, from, Math.min(to, from + characters)));
            int end = (int) Math.min(decoded.length, start + count);
            return start >= end ? new byte[0] : Arrays.copyOfRange(decoded, (int) start, end);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
