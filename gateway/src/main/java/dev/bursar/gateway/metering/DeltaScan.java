package dev.bursar.gateway.metering;

/**
 * Counts what streams, without a tokenizer: the bytes of text in every {@code "delta"} of OpenAI-shaped events, and how
 * many deltas carried any. A token that streams stands for at least one byte, so the bytes are an upper bound of its
 * tokens; the deltas are close to their number, because hosts send one token, or several, in each. Takes whole events.
 * Output that does not stream, such as hidden reasoning, is not seen.
 */
public final class DeltaScan {
    private static final byte[] NOTHING = {};
    private static final byte[] DELTA = {'"', 'd', 'e', 'l', 't', 'a', '"'};
    private static final byte[] ROLE = {'r', 'o', 'l', 'e'};
    /** Hardly any text has longer tokens on average; hosts that send less than a token in a delta don't pass it. */
    private static final int LONG_TOKEN_BYTES = 8;

    private byte[] in = NOTHING;
    private int end;
    private int at;
    private long textBytes;
    private long deltas;

    /** Adds the events in these bytes. */
    public void add(byte[] bytes, int from, int to) {
        in = bytes;
        end = to;
        at = from;
        while (nextDelta()) {
            long before = textBytes;
            object();
            if (textBytes > before) {
                deltas++;
            }
        }
        in = NOTHING;
    }

    /** No more tokens than these have streamed. */
    public long tokensAtMost() {
        return textBytes;
    }

    /** About so many have. */
    public long tokensAbout() {
        return Math.min(deltas, textBytes);
    }

    /** No fewer have, however the host cuts its answer into events. */
    public long tokensAtLeast() {
        return Math.min(deltas, textBytes / LONG_TOKEN_BYTES);
    }

    /** Moves behind the opening brace of the next delta. */
    private boolean nextDelta() {
        for (; at + DELTA.length < end; at++) {
            if (in[at] == '"' && is(DELTA, at)) {
                at += DELTA.length;
                skip(':');
                if (at < end && in[at] == '{') {
                    at++;
                    return true;
                }
            }
        }
        return false;
    }

    /** All strings that are values, at any depth; a role is none of the model's words. */
    private void object() {
        boolean role = false;
        for (int depth = 1; at < end && depth > 0; at++) {
            switch (in[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> {
                    int from = ++at;
                    long bytes = string();
                    boolean name = isName();
                    if (!name && !role) {
                        textBytes += bytes;
                    }
                    role = name && at - from == ROLE.length && is(ROLE, from);
                }
                default -> {}
            }
        }
    }

    /** To the closing quote. @return how many bytes the string has at most, decoded */
    private long string() {
        long bytes = 0;
        for (; at < end && in[at] != '"'; at++) {
            if (in[at] == '\\') {
                at++;
                boolean unicode = at < end && in[at] == 'u';
                at += unicode ? 4 : 0;
                bytes += unicode ? 3 : 1;
            } else {
                bytes++;
            }
        }
        return bytes;
    }

    /** A colon follows the string. */
    private boolean isName() {
        int next = at + 1;
        while (next < end && in[next] == ' ') {
            next++;
        }
        return next < end && in[next] == ':';
    }

    private void skip(char one) {
        while (at < end && (in[at] == ' ' || in[at] == one)) {
            at++;
        }
    }

    private boolean is(byte[] text, int from) {
        for (int i = 0; i < text.length; i++) {
            if (from + i >= end || in[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
