package dev.bursar.server.platform.egress;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;

/** One GET of a small document at an address that somebody named. Blocks. */
public final class OutboundGet {
    private static final int LONGEST_LINE = 256;

    private final OutboundExchange exchange;
    private final int mostBytes;

    /**
     * @param privateNetwork plain http, loopback and private addresses are allowed
     * @param mostBytes of a document
     */
    public OutboundGet(
            SSLSocketFactory tls,
            boolean privateNetwork,
            Duration timeLimit,
            ScheduledExecutorService timer,
            int mostBytes) {
        this.exchange = new OutboundExchange(tls, privateNetwork, timeLimit, timer);
        this.mostBytes = mostBytes;
    }

    /**
     * @param url absolute, http or https
     * @param accept media types
     * @return the document of a 200 answer
     * @throws IOException with a sentence fit for people: the address is refused, nobody answers in time, it is none or
     *     too large a document
     */
    public byte[] fetch(URI url, String accept) throws IOException {
        return exchange.send("GET", url, Map.of("Accept", accept, "User-Agent", "Bursar"), new byte[0], this::document);
    }

    private byte[] document(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw);
        AnswerHead head = AnswerHead.read(in);
        if (head.status() != 200) {
            throw new IOException("The answer was " + head.status() + ".");
        }
        String coding = head.headers().getOrDefault("transfer-encoding", "");
        if (!head.headers().getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            throw new IOException("The answer is compressed, which was not asked for.");
        }
        if (coding.equalsIgnoreCase("chunked")) {
            return chunked(in);
        }
        String length = head.headers().get("content-length");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(in, out, length == null ? Integer.MAX_VALUE : length(length, 10), length != null);
        return out.toByteArray();
    }

    private byte[] chunked(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (true) {
            int size = length(AnswerHead.line(in, LONGEST_LINE).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                return out.toByteArray();
            }
            copy(in, out, size, true);
            if (!AnswerHead.line(in, LONGEST_LINE).isEmpty()) {
                throw broken();
            }
        }
    }

    /** @param exactly the end before that many bytes is a failure */
    private void copy(InputStream in, ByteArrayOutputStream out, int bytes, boolean exactly) throws IOException {
        byte[] buffer = new byte[8192];
        int left = bytes;
        while (left > 0) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0 && exactly) {
                throw broken();
            }
            if (read < 0) {
                return;
            }
            if (out.size() + read > mostBytes) {
                throw tooLarge();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private int length(String text, int radix) throws IOException {
        try {
            long length = Long.parseLong(text, radix);
            if (length < 0) {
                throw broken();
            }
            if (length > mostBytes) {
                throw tooLarge();
            }
            return (int) length;
        } catch (NumberFormatException e) {
            throw broken();
        }
    }

    private IOException tooLarge() {
        return new IOException("The answer has more than " + mostBytes + " bytes.");
    }

    private static IOException broken() {
        return new IOException("The answer breaks off or is malformed.");
    }
}
