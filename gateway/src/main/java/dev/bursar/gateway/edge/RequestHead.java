package dev.bursar.gateway.edge;

import dev.bursar.gateway.http.Framing;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, parsed strictly (RFC 9112): whatever two parsers could read in two ways is refused, so that
 * nothing can be smuggled past this one. Reused; one for each connection.
 */
final class RequestHead {
    private static final byte[] BEARER = "bearer ".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEADERS = 100;

    String method = "";
    String path = "";
    boolean http10;
    boolean keepAlive;
    boolean expectsContinue;
    Framing framing = Framing.LENGTH;
    long contentLength;
    int keyFrom;
    int keyLength;
    /** Of the Idempotency-Key header; empty without. */
    String idempotencyKey = "";

    private int hosts;
    private boolean lengthSeen;
    private boolean codingSeen;

    /**
     * @param in the head from 0 to its blank line
     * @param to after the blank line
     * @return null, or why it is refused
     */
    @Nullable
    ApiError parse(byte[] in, int to) {
        clear();
        int end = lineEnd(in, 0, to);
        if (end < 0 || !requestLine(in, end)) {
            return ApiError.badRequest("request_line_malformed", "The request line is malformed.");
        }
        if (http10 ? in[end - 1] != '0' : in[end - 1] != '1') {
            return ApiError.of(505, "http_version_unsupported", "HTTP/1.1 is spoken here.");
        }
        keepAlive = !http10;
        int count = 0;
        for (int line = end + 2; line < to - 2; line = end + 2) {
            end = lineEnd(in, line, to);
            if (end < 0 || ++count > MAX_HEADERS) {
                return ApiError.badRequest("header_malformed", "The request's headers are malformed or too many.");
            }
            ApiError error = header(in, line, end);
            if (error != null) {
                return error;
            }
        }
        return checked();
    }

    private @Nullable ApiError checked() {
        if (hosts > 1 || hosts == 0 && !http10) {
            return ApiError.badRequest("host_malformed", "Exactly one Host header is needed.");
        }
        if (lengthSeen && codingSeen || codingSeen && http10) {
            return ApiError.badRequest("framing_ambiguous", "A body is framed by a length or by chunks, not by both.");
        }
        return null;
    }

    private void clear() {
        http10 = false;
        expectsContinue = false;
        framing = Framing.LENGTH;
        contentLength = 0;
        keyFrom = 0;
        keyLength = 0;
        idempotencyKey = "";
        hosts = 0;
        lengthSeen = false;
        codingSeen = false;
    }

    private boolean requestLine(byte[] in, int end) {
        int first = indexOf(in, ' ', 0, end);
        int second = first < 0 ? -1 : indexOf(in, ' ', first + 1, end);
        if (first < 1 || second < first + 2 || end - second != 9) {
            return false;
        }
        String version = new String(in, second + 1, 8, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < second; i++) {
            if (i != first && (in[i] <= ' ' || in[i] == 0x7f)) {
                return false;
            }
        }
        method = first == 4 && in[0] == 'P' && in[1] == 'O' && in[2] == 'S' && in[3] == 'T'
                ? "POST"
                : new String(in, 0, first, StandardCharsets.ISO_8859_1);
        path = path(new String(in, first + 1, second - first - 1, StandardCharsets.ISO_8859_1));
        http10 = version.equals("HTTP/1.0");
        return version.startsWith("HTTP/1.") && !path.isEmpty();
    }

    /** Without query; of an absolute form without scheme and authority. The route is decided on it as it stands. */
    private static String path(String target) {
        String path = target;
        if (!path.startsWith("/")) {
            int scheme = path.indexOf("://");
            int slash = scheme < 0 ? -1 : path.indexOf('/', scheme + 3);
            path = slash < 0 ? "" : path.substring(slash);
        }
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    private @Nullable ApiError header(byte[] in, int from, int to) {
        int colon = from;
        while (colon < to && token(in[colon])) {
            colon++;
        }
        if (colon == from || colon == to || in[colon] != ':') {
            return ApiError.badRequest("header_malformed", "A header is malformed.");
        }
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && (in[valueFrom] == ' ' || in[valueFrom] == '\t')) {
            valueFrom++;
        }
        while (valueTo > valueFrom && (in[valueTo - 1] == ' ' || in[valueTo - 1] == '\t')) {
            valueTo--;
        }
        for (int i = valueFrom; i < valueTo; i++) {
            if (in[i] >= 0 && in[i] < ' ' && in[i] != '\t' || in[i] == 0x7f) {
                return ApiError.badRequest("header_malformed", "A header has a control character in it.");
            }
        }
        return switch (colon - from) {
            case 4 -> is(in, from, "host") ? host() : null;
            case 6 -> is(in, from, "expect") ? expect(text(in, valueFrom, valueTo)) : null;
            case 9 -> is(in, from, "x-api-key") ? key(valueFrom, valueTo, false) : null;
            case 10 -> is(in, from, "connection") ? connection(text(in, valueFrom, valueTo)) : null;
            case 13 -> is(in, from, "authorization") ? authorization(in, valueFrom, valueTo) : null;
            case 14 -> is(in, from, "content-length") ? length(text(in, valueFrom, valueTo)) : null;
            case 15 -> is(in, from, "idempotency-key") ? idempotency(text(in, valueFrom, valueTo)) : null;
            case 17 -> is(in, from, "transfer-encoding") ? coding(text(in, valueFrom, valueTo)) : null;
            default -> null;
        };
    }

    private @Nullable ApiError host() {
        hosts++;
        return null;
    }

    private @Nullable ApiError expect(String value) {
        if (!value.equalsIgnoreCase("100-continue")) {
            return ApiError.of(417, "expectation_unknown", "Only 100-continue can be expected.");
        }
        expectsContinue = !http10;
        return null;
    }

    private @Nullable ApiError authorization(byte[] in, int from, int to) {
        if (to - from > BEARER.length && is(in, from, "bearer ")) {
            int start = from + BEARER.length;
            while (start < to && in[start] == ' ') {
                start++;
            }
            return key(start, to, true);
        }
        return key(from, to, true);
    }

    /** The Authorization header wins over others. */
    private @Nullable ApiError key(int from, int to, boolean wins) {
        if (wins || keyLength == 0) {
            keyFrom = from;
            keyLength = to - from;
        }
        return null;
    }

    private @Nullable ApiError idempotency(String value) {
        idempotencyKey = value;
        return null;
    }

    private @Nullable ApiError connection(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (lower.contains("close")) {
            keepAlive = false;
        } else if (lower.contains("keep-alive")) {
            keepAlive = true;
        }
        return null;
    }

    private @Nullable ApiError length(String value) {
        boolean digits = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
        if (lengthSeen || !digits) {
            return ApiError.badRequest("content_length_malformed", "The Content-Length is malformed or repeated.");
        }
        lengthSeen = true;
        contentLength = value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
        return null;
    }

    private @Nullable ApiError coding(String value) {
        if (codingSeen || !value.equalsIgnoreCase("chunked")) {
            return ApiError.of(501, "transfer_coding_unsupported", "The only transfer coding known here is chunked.");
        }
        codingSeen = true;
        framing = Framing.CHUNKED;
        return null;
    }

    private static String text(byte[] in, int from, int to) {
        return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean is(byte[] in, int from, String lower) {
        for (int i = 0; i < lower.length(); i++) {
            int b = in[from + i] >= 'A' && in[from + i] <= 'Z' ? in[from + i] + 32 : in[from + i];
            if (b != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean token(byte b) {
        return b > ' ' && b < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(b) < 0;
    }

    private static int indexOf(byte[] in, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (in[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Where a line's CR stands; -1 if CR or LF stands alone, or in the middle. */
    private static int lineEnd(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (in[i] == '\n') {
                return -1;
            }
            if (in[i] == '\r') {
                return i + 1 < to && in[i + 1] == '\n' ? i : -1;
            }
        }
        return -1;
    }
}
