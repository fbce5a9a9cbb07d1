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
 * One request to an address that somebody named. The name is looked up once, every address is checked, and the
 * connection goes to an address that was checked, so re-binding the name gains nothing. A redirect is an answer, not an
 * order; after the time limit the connection is closed whatever it does.
 *
 * <p>Blocks. Any thread.
 */
final class OutboundExchange {
    private final SSLSocketFactory tls;
    private final boolean privateNetwork;
    private final Duration timeLimit;
    private final ScheduledExecutorService timer;

    /** @param privateNetwork plain http, loopback and private addresses are allowed */
    OutboundExchange(SSLSocketFactory tls, boolean privateNetwork, Duration timeLimit, ScheduledExecutorService timer) {
        this.tls = tls;
        this.privateNetwork = privateNetwork;
        this.timeLimit = timeLimit;
        this.timer = timer;
    }

    /** Takes what is needed of an answer. */
    interface Answer<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * @param url absolute, http or https
     * @param headers beside Host and Connection
     * @throws IOException with a sentence fit for people: the address is refused, or nobody answers in time
     */
    <T> T send(String method, URI url, Map<String, String> headers, byte[] body, Answer<T> answer) throws IOException {
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
            OutputStream out = socket.getOutputStream();
            String authority = host + (port == (secure ? 443 : 80) ? "" : ":" + port);
            out.write(head(method, url, authority, headers));
            out.write(body);
            out.flush();
            return answer.read(socket.getInputStream());
        } catch (IOException e) {
            throw end.isDone()
                    ? new IOException(host + " did not answer in time.", e)
                    : new IOException(Trouble.sentence(e, host).orElse(e.getMessage()), e);
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

    private static byte[] head(String method, URI url, String authority, Map<String, String> headers) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        StringBuilder head = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(authority).append("\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }
}
