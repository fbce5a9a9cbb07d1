package dev.bursar.server.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** As much of RFC 5321 as a sender needs, on a real socket. */
public final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final Security security;
    private final @Nullable SSLContext tls;
    private volatile String afterData = "250 queued";
    private volatile boolean refusesLogin;

    /** How a connection becomes secure. */
    public enum Security {
        PLAIN,
        STARTTLS,
        IMPLICIT
    }

    public ScriptedMailServer() {
        this(Security.PLAIN, null);
    }

    public ScriptedMailServer(Security security, @Nullable SSLContext tls) {
        this.security = security;
        this.tls = tls;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void answersMailsWith(String line) {
        afterData = line;
    }

    public void refusesLogin() {
        refusesLogin = true;
    }

    public List<String> commands() {
        return commands;
    }

    public List<String> mails() {
        return mails;
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
            boolean implicit = security == Security.IMPLICIT;
            talk(implicit ? secured(socket) : socket, implicit, true);
        } catch (IOException e) {
            // The sender went away.
        }
    }

    private Socket secured(Socket socket) throws IOException {
        SSLSocket secure = (SSLSocket)
                Objects.requireNonNull(tls).getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.startHandshake();
        commands.add("(secure)");
        return secure;
    }

    private void talk(Socket socket, boolean secure, boolean greets) throws IOException {
        boolean offersTls = security == Security.STARTTLS && !secure;
        try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            OutputStream out = socket.getOutputStream();
            if (greets) {
                say(out, "220 test");
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                if (line.startsWith("EHLO")) {
                    say(
                            out,
                            offersTls
                                    ? "250-test\r\n250 STARTTLS"
                                    : secure ? "250-test\r\n250 AUTH PLAIN" : "250 test");
                } else if (line.equals("STARTTLS")) {
                    say(out, "220 go on");
                    talk(secured(socket), true, false);
                    return;
                } else if (line.startsWith("AUTH")) {
                    say(out, refusesLogin ? "535 no" : "235 welcome");
                } else if (line.equals("DATA")) {
                    say(out, "354 go on");
                    mails.add(mail(in));
                    say(out, afterData);
                } else {
                    say(out, line.equals("QUIT") ? "221 bye" : "250 ok");
                }
            }
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
