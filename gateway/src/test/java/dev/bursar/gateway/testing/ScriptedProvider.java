package dev.bursar.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider on a raw socket: reads one request after another and answers as the script says, byte by byte if need be. */
public final class ScriptedProvider implements AutoCloseable {
    /** Answers one request. Returning closes nothing; throwing closes the connection. */
    public interface Script {
        void answer(Socket client, String request, OutputStream out) throws IOException;
    }

    /** The script wants the connection closed. */
    public static final class Hangup extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final ServerSocket listening;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile Script script;

    private ScriptedProvider(ServerSocket listening, Script script) {
        this.listening = listening;
        this.script = script;
    }

    public static ScriptedProvider start(Script script) {
        try {
            ScriptedProvider provider =
                    new ScriptedProvider(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), script);
            Thread.ofVirtual().start(provider::accept);
            return provider;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public void script(Script next) {
        script = next;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Head and body of each request, in order of arrival. */
    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return clients.size();
    }

    /** Whether a client's connection has been closed by the client. */
    public boolean everyConnectionIsClosed() {
        return clients.stream().allMatch(Socket::isClosed);
    }

    public static String json(String text) {
        String body = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";
        return withLength(200, "application/json", body);
    }

    public static String withLength(int status, String type, String body) {
        return "HTTP/1.1 " + status + " X\r\ncontent-type: " + type + "\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    public static String streamHead() {
        return "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";
    }

    public static String chunk(String data) {
        return Integer.toHexString(data.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + data + "\r\n";
    }

    public static String event(String content) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}],\"usage\":null}\n\n";
    }

    public static String usage(int prompt, int completion) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion
                + ",\"total_tokens\":" + (prompt + completion) + "}}\n\n";
    }

    public static String done() {
        return "data: [DONE]\n\n";
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            for (String request = read(in); !request.isEmpty(); request = read(in)) {
                requests.add(request);
                script.answer(client, request, client.getOutputStream());
            }
        } catch (IOException e) {
            // The script or the gateway hung up.
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int at = text.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
