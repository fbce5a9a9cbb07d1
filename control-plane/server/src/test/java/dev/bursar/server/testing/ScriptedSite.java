package dev.bursar.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A site on loopback that says what it is told to, byte for byte. */
public final class ScriptedSite implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> hanging = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private volatile @Nullable String answer = "HTTP/1.1 404 Not Found\r\n\r\n";

    public ScriptedSite() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** To every request without a page, from now on; the connection closes after it. */
    public void answer(String bytes) {
        answer = bytes;
    }

    public void page(String path, String json) {
        pages.put(path, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + json);
    }

    /** Takes connections and says nothing, from now on. */
    public void hang() {
        pages.clear();
        answer = null;
    }

    /** Heads of requests. */
    public List<String> requests() {
        return requests;
    }

    public long requestsOf(String path) {
        return requests.stream().filter(r -> r.startsWith("GET " + path + " ")).count();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket open : hanging) {
                open.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try {
            String head = head(client.getInputStream());
            requests.add(head);
            String said = head.isEmpty() ? answer : pages.getOrDefault(head.split(" ", 3)[1], answer);
            if (said == null) {
                hanging.add(client);
                return;
            }
            client.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
            client.close();
        } catch (IOException e) {
            // Whoever called is gone.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }
}
