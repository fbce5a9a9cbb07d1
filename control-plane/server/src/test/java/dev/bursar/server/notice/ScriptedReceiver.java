package dev.bursar.server.notice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks on a real socket, which answers as it is told. */
final class ScriptedReceiver implements AutoCloseable {
    /** @param headers with names in lower case */
    record Got(String line, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final ServerSocket server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private volatile String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final String scheme;

    ScriptedReceiver() {
        this("http", ServerSocketFactory.getDefault());
    }

    ScriptedReceiver(SSLContext tls) {
        this("https", tls.getServerSocketFactory());
    }

    private ScriptedReceiver(String scheme, ServerSocketFactory sockets) {
        this.scheme = scheme;
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return scheme + "://127.0.0.1:" + server.getLocalPort() + "/hook?team=a";
    }

    /** Empty: never answers. */
    void answers(String text) {
        answer = text;
    }

    void answersStatus(int status) {
        answers("HTTP/1.1 " + status + " As told\r\nContent-Length: 0\r\n\r\n");
    }

    List<Got> got() {
        return got;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String line = line(in);
            Map<String, String> headers = new TreeMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String[] parts = header.split(": ", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            got.add(new Got(
                    line, headers, in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")))));
            if (answer.isEmpty()) {
                in.read();
                return;
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            // The other side gave up, as some tests want it to.
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
