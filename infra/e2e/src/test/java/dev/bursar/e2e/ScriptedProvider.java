package dev.bursar.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenAI-compatible provider on a raw socket that behaves as badly as the model's name says. It repeats the
 * credential that it was given wherever it can, as some do.
 */
final class ScriptedProvider implements AutoCloseable {
    static final String CREDENTIAL = "sk-scripted-4f6b1d2c8a9e7350";

    static final String HONEST = "honest";
    static final String HANGS = "hangs";
    static final String CUTS_STREAM = "cuts-stream";
    static final String STALLS_STREAM = "stalls-stream";
    static final String GARBAGE_HEAD = "garbage-head";
    static final String GARBAGE_JSON = "garbage-json";
    static final String GARBAGE_STREAM = "garbage-stream";
    static final String CUTS_BODY = "cuts-body";
    static final String REJECTS_CREDENTIAL = "rejects-credential";
    static final String FAILS = "fails";

    static final List<String> MODELS = List.of(
            HONEST,
            HANGS,
            CUTS_STREAM,
            STALLS_STREAM,
            GARBAGE_HEAD,
            GARBAGE_JSON,
            GARBAGE_STREAM,
            CUTS_BODY,
            REJECTS_CREDENTIAL,
            FAILS);

    private final ServerSocket server;
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    ScriptedProvider() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        connections.submit(this::accept);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** Heads and bodies of what came. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.submit(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                String request = read(socket.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request);
                if (!answer(request, socket)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException gone) {
            // the gateway hung up, or the test is over
        }
    }

    /** Whether the connection stays open. */
    private static boolean answer(String request, Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        String model = MODELS.stream()
                .filter(name -> request.contains("\"" + name + "\""))
                .findFirst()
                .orElse(FAILS);
        boolean streamed = request.contains("\"stream\":true");
        switch (model) {
            case HONEST ->
                write(
                        out,
                        streamed ? stream(chunk("Hi"), chunk(" there"), usage(), "[DONE]") : json(200, completion()));
            case HANGS -> Thread.sleep(60_000);
            case CUTS_STREAM -> {
                write(out, streamHead() + chunked(chunk("Hi")) + chunked(chunk(" there")));
                return false;
            }
            case STALLS_STREAM -> {
                write(out, streamHead() + chunked(chunk("Hi")));
                Thread.sleep(60_000);
            }
            case GARBAGE_HEAD -> {
                write(out, "SSH-2.0-OpenSSH_9.2 " + CREDENTIAL + "\r\n\r\n");
                return false;
            }
            case GARBAGE_JSON -> write(out, json(200, "<html>" + CREDENTIAL + "</html>"));
            case GARBAGE_STREAM -> {
                write(out, streamHead() + chunked(chunk("Hi")) + "no length " + CREDENTIAL + "\r\n");
                return false;
            }
            case CUTS_BODY -> {
                write(
                        out,
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"id\":\"chat");
                return false;
            }
            case REJECTS_CREDENTIAL ->
                write(out, json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + CREDENTIAL + "\"}}"));
            default -> write(out, json(500, "{\"error\":{\"message\":\"Internal error for " + CREDENTIAL + "\"}}"));
        }
        return true;
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        int length = 0;
        while (!request.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            request.append((char) next);
        }
        for (String line : request.toString().split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return request + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String json(int status, String body) {
        return "HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static String completion() {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1751760000,"model":"honest","choices":[{"index":0,\
                "message":{"role":"assistant","content":"Hi there"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""";
    }

    private static String chunk(String content) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1751760000,"model":"honest",\
                "choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}""".formatted(content);
    }

    private static String usage() {
        return """
                {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1751760000,"model":"honest","choices":[],\
                "usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}""";
    }

    private static String stream(String... events) {
        StringBuilder all = new StringBuilder(streamHead());
        for (String event : events) {
            all.append(chunked(event));
        }
        return all.append("0\r\n\r\n").toString();
    }

    private static String streamHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    private static String chunked(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + event + "\r\n";
    }
}
