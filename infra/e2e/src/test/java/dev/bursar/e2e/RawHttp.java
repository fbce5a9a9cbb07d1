package dev.bursar.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Bytes to the gateway that no HTTP library would send. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** Posts a body as it is and returns the whole answer, head and body. */
    static String chat(URI gateway, String key, byte[] body) {
        try (Socket socket = open(gateway)) {
            send(socket, key, body.length, body);
            return readAll(socket.getInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends a request, reads the first bytes of the answer, and goes away. */
    static void goAway(URI gateway, String key, String body) {
        try (Socket socket = open(gateway)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            send(socket, key, bytes.length, bytes);
            socket.getInputStream().readNBytes(200);
            socket.setSoLinger(true, 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Announces a body and sends less of it. */
    static String announce(URI gateway, String key, long length) {
        try (Socket socket = open(gateway)) {
            send(socket, key, length, new byte[0]);
            return readAll(socket.getInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Socket open(URI gateway) throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String key, long length, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: bursar\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nAuthorization: Bearer " + key + "\r\nContent-Length: " + length
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        try {
            out.write(body);
            out.flush();
        } catch (IOException refusedEarly) {
            // an answer before the end of the body is a good answer to a body that is too large
        }
    }

    private static String readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                all.write(part, 0, n);
            }
        } catch (IOException reset) {
            // what came before counts
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
