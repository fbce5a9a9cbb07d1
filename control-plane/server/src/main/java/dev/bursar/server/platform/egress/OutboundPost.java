package dev.bursar.server.platform.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST to an address that somebody named. The name is looked up once, every address is checked, and the connection
 * goes to an address that was checked, so re-binding the name gains nothing. Nothing but the status is read of the
 * answer; a redirect is an answer, not an order; after the time limit the connection is closed whatever it does.
 *
 * <p>Blocks: for virtual threads.
 */
public final class OutboundPost {
    private static final int MOST_HEAD_BYTES = 8192;

    private final SSLSocketFactory tls;
    private final boolean privateNetwork;
    private final Duration timeLimit;
    private final ScheduledExecutorService timer;

    /** @param privateNetwork plain http, loopback and private addresses are allowed */
    public OutboundPost(
            SSLSocketFactory tls, boolean privateNetwork, Duration timeLimit, ScheduledExecutorService timer) {
        this.tls = tls;
        this.privateNetwork = privateNetwork;
        this.timeLimit = timeLimit;
        this.timer = timer;
    }

    /**
     * @param url absolute, http or https
     * @param headers beside Host, Content-Length and Connection
     * @return the answer's status
     * @throws IOException with a sentence fit for people: the address is refused, or nobody answers in time
     */
    public int send(URI url, Map<String, String> headers, byte[] body) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        if (!secure && !privateNetwork) {
            throw new IOException("The address begins with https://.");
        }
        String host = OutboundHost.normal(url.getHost());
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        Socket plain = new Socket();
        ScheduledFuture<?> end = timer.schedule(() -> closeQuietly(plain), timeLimit.toMillis(), TimeUnit.MILLISECONDS);
        try (plain) {
            plain.connect(new InetSocketAddress(allowed(host), port), (int) timeLimit.toMillis());
            plain.setSoTimeout((int) timeLimit.toMillis());
            Socket socket = secure ? secured(plain, host, port) : plain;
            return exchange(socket, request(url, host, port, secure, headers, body), body);
        } finally {
            end.cancel(false);
        }
    }

    /** The first that may be called. */
    private InetAddress allowed(String host) throws IOException {
        if (OutboundHost.mayBeCalled(host, privateNetwork)) {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (OutboundHost.mayBeCalled(address, privateNetwork)) {
                    return address;
                }
            }
        }
        throw new IOException("The address points into a private network.");
    }

    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static byte[] request(
            URI url, String host, int port, boolean secure, Map<String, String> headers, byte[] body) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(host).append(port == (secure ? 443 : 80) ? "" : ":" + port);
        head.append("\r\nContent-Length: ").append(body.length).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int exchange(Socket socket, byte[] head, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head);
        out.write(body);
        out.flush();
        return status(socket.getInputStream());
    }

    /** Of the first line that is no interim answer. */
    private static int status(InputStream in) throws IOException {
        int budget = MOST_HEAD_BYTES;
        boolean interim = false;
        while (budget > 0) {
            String line = line(in, budget);
            budget -= line.length() + 1;
            if (line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
                int status = Integer.parseInt(line.substring(9, 12));
                if (status >= 200) {
                    return status;
                }
                interim = true;
            } else if (!interim) {
                break;
            }
        }
        throw new IOException("The receiver does not speak HTTP.");
    }

    private static String line(InputStream in, int most) throws IOException {
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
        return line.toString();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }
}
