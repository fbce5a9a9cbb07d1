package dev.bursar.server.platform.egress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The head of an HTTP/1 answer, read byte by byte up to a bound.
 *
 * @param headers by their names in lower case; of several of one name the last
 */
record AnswerHead(int status, Map<String, String> headers) {
    private static final int MOST_HEAD_BYTES = 8192;

    /** Of the first answer that is no interim one. Reads nothing after its blank line. */
    static AnswerHead read(InputStream in) throws IOException {
        int budget = MOST_HEAD_BYTES;
        while (true) {
            String first = line(in, budget);
            budget -= first.length() + 1;
            if (!first.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
                throw new IOException("The receiver does not speak HTTP.");
            }
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
                budget -= line.length() + 1;
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            int status = Integer.parseInt(first.substring(9, 12));
            if (status >= 200) {
                return new AnswerHead(status, headers);
            }
        }
    }

    /** Without its line end. */
    static String line(InputStream in, int most) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < most; i++) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("The receiver closed the connection without an answer.");
            }
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) c);
        }
        throw new IOException("The receiver does not speak HTTP.");
    }
}
