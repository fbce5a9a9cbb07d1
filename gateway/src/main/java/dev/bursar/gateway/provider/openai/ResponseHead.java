package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.http.Framing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head of an HTTP/1.1 response, parsed from bytes (RFC 9112): what a relay must know of it. Reused; not
 * thread-safe.
 */
final class ResponseHead {
    int status;
    long contentLength;
    Framing framing = Framing.CLOSE;
    boolean keepAlive;
    boolean eventStream;
    String retryAfter = "";

    /**
     * @param to after the blank line
     * @return false if it is not the head of an HTTP/1.x response
     */
    boolean parse(byte[] in, int to) {
        clear();
        if (to < 16 || !startsWith(in, 0, "HTTP/1.") || in[8] != ' ') {
            return false;
        }
        keepAlive = in[7] == '1';
        status = number(in, 9, 12);
        if (status < 100 || status > 599 || in[12] != ' ' && in[12] != '\r') {
            return false;
        }
        int line = lineEnd(in, 9, to) + 2;
        while (line < to - 2) {
            int end = lineEnd(in, line, to);
            if (!header(in, line, end)) {
                return false;
            }
            line = end + 2;
        }
        if (status == 204 || status == 304 || status < 200) {
            framing = Framing.LENGTH;
            contentLength = 0;
        }
        return true;
    }

    private void clear() {
        contentLength = -1;
        framing = Framing.CLOSE;
        eventStream = false;
        retryAfter = "";
    }

    private boolean header(byte[] in, int from, int to) {
        int colon = from;
        while (colon < to && in[colon] != ':') {
            colon++;
        }
        if (colon == from || colon == to || in[from] == ' ' || in[from] == '\t') {
            return false;
        }
        return switch (colon - from) {
            case 10 -> !is(in, from, colon, "connection") || connection(value(in, colon, to));
            case 11 -> !is(in, from, colon, "retry-after") || retryAfter(value(in, colon, to));
            case 12 -> !is(in, from, colon, "content-type") || contentType(value(in, colon, to));
            case 14 -> !is(in, from, colon, "content-length") || length(value(in, colon, to));
            case 17 -> !is(in, from, colon, "transfer-encoding") || transferEncoding(value(in, colon, to));
            default -> true;
        };
    }

    private boolean connection(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.contains("close")) {
            keepAlive = false;
        } else if (lower.contains("keep-alive")) {
            keepAlive = true;
        }
        return true;
    }

    private boolean retryAfter(String value) {
        if (value.length() <= 40 && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            retryAfter = value;
        }
        return true;
    }

    private boolean contentType(String value) {
        eventStream = value.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        return true;
    }

    private boolean length(String value) {
        if (value.isEmpty() || value.length() > 15 || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long length = Long.parseLong(value);
        if (framing == Framing.LENGTH && length != contentLength) {
            return false;
        }
        if (framing == Framing.CLOSE) {
            framing = Framing.LENGTH;
            contentLength = length;
        }
        return true;
    }

    /** Wins over a content length, as RFC 9112 section 6.3 demands. */
    private boolean transferEncoding(String value) {
        framing = Framing.CHUNKED;
        return value.equalsIgnoreCase("chunked");
    }

    private static String value(byte[] in, int colon, int to) {
        int from = colon + 1;
        int end = to;
        while (from < end && (in[from] == ' ' || in[from] == '\t')) {
            from++;
        }
        while (end > from && (in[end - 1] == ' ' || in[end - 1] == '\t')) {
            end--;
        }
        return new String(in, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean is(byte[] in, int from, int to, String lower) {
        for (int i = from; i < to; i++) {
            int b = in[i] >= 'A' && in[i] <= 'Z' ? in[i] + 32 : in[i];
            if (b != lower.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] in, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (in[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] in, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (in[i] < '0' || in[i] > '9') {
                return -1;
            }
            number = number * 10 + in[i] - '0';
        }
        return number;
    }

    private static int lineEnd(byte[] in, int from, int to) {
        int i = from;
        while (i < to - 1 && !(in[i] == '\r' && in[i + 1] == '\n')) {
            i++;
        }
        return i;
    }
}
