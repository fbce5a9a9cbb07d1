package dev.bursar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Host header and path say: what is dispatched decides, and who may is decided by the same. Over raw sockets. */
@WithDemoServer
class PathConfusionTest {
    private final DemoServer server;

    PathConfusionTest(DemoServer server) {
        this.server = server;
    }

    /** None of them is the list of keys, and none of them may be read without a token. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/v1/me",
                "/admin/v1/openapi.json/../me",
                "/admin/v1/openapi.json%2f..%2fme",
                "/admin/v1/openapi.json;/../me",
                "/admin/v1/openapi.json/%2e%2e/me",
                "/issuer/../admin/v1/me",
                "/issuer/%2e%2e/admin/v1/me",
                "/login/..;/admin/v1/me",
                "/actuator/health/../../admin/v1/me",
                "//admin/v1/me",
                "/admin//v1/me",
                "/./admin/v1/me",
                "/admin/v1/me/",
                "/admin/v1/me.json",
                "/admin/v1/me%00",
                "/admin/v1/me%0a",
                "/admin/v1/me;x=/admin/v1/openapi.json",
                "/admin/v1/me?/admin/v1/openapi.json",
                "/admin/v1/me#/admin/v1/openapi.json",
                "/ADMIN/v1/me",
                "/%61dmin/v1/me",
                "/admin%2fv1%2fme",
                "\\admin\\v1\\me",
                "http://other.test/admin/v1/me",
                "*",
            })
    void showsNothingToTheAnonymous(String target) throws IOException {
        String answer = send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        assertThat(status(answer)).as(answer).isIn(400, 401, 404);
        assertThat(answer).doesNotContain("organizations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Original-URL: /admin/v1/openapi.json",
                "X-Rewrite-URL: /admin/v1/openapi.json",
                "X-Forwarded-Prefix: /admin/v1/openapi.json/..",
                "X-Forwarded-Uri: /admin/v1/openapi.json",
                "X-HTTP-Method-Override: GET",
                "X-Forwarded-User: admin@acme.test",
                "X-Forwarded-For: 127.0.0.1",
                "Forwarded: for=127.0.0.1;host=admin",
            })
    void takesNoHeaderForTheTarget(String header) throws IOException {
        String answer = send("GET /admin/v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n");
        assertThat(status(answer)).as(answer).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:8401",
                "Host: 127.0.0.1.evil.example",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1\r\nHost: evil.example",
                "Host: 127.0.0.1@evil.example",
                "Host: evil.example/admin",
                "X-Forwarded-Host: 127.0.0.1",
            })
    void refusesNamesThatAreNotItsOwn(String header) throws IOException {
        for (String target : new String[] {"/login", "/admin/v1/openapi.json"}) {
            String answer = send("GET " + target + " HTTP/1.1\r\n" + header + "\r\n");
            assertThat(status(answer)).as(header + " " + answer).isEqualTo(400);
            assertThat(answer).doesNotContain("password");
        }
    }

    @Test
    void knowsItsOwnNames() throws IOException {
        for (String host : new String[] {"127.0.0.1", "localhost:8401", "[::1]", "issuer.test", "ISSUER.TEST."}) {
            String answer = send("GET /admin/v1/openapi.json HTTP/1.1\r\nHost: " + host + "\r\n");
            assertThat(status(answer)).as(host).isEqualTo(200);
        }
    }

    @Test
    void leadsNobodyAwayByAHeader() throws IOException {
        String answer = send("GET /oauth2/authorize?response_type=code&client_id=bursar-console HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n"
                + "Accept: text/html\r\n");
        assertThat(answer).doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "get", "GET\tX"})
    void knowsNoOtherMethods(String method) throws IOException {
        String answer = send(method + " /admin/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        assertThat(status(answer)).as(answer).isBetween(400, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
            })
    void readsNoBodyInTwoWays(String rest) throws IOException {
        String answer = raw("POST /issuer/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\n" + rest);
        assertThat(status(answer)).as(answer).isBetween(400, 501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /admin/v1/openapi.json HT",
                "GET /admin/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
                "POST /issuer/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 50\r\n\r\n{\"email\":",
            })
    void cutsOffWhoStopsInTheMiddleAndServesTheOthers(String beginning) throws IOException {
        try (Socket slow = new Socket("127.0.0.1", server.base().getPort())) {
            slow.setSoTimeout(20_000);
            slow.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(status(send("GET /admin/v1/openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n")))
                    .isEqualTo(200);
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(status(answer)).as(answer).isBetween(400, 499);
        }
    }

    private String send(String head) throws IOException {
        return raw(head + "Connection: close\r\n\r\n");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.base().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** A connection that is closed without a word counts as a refusal. */
    private static int status(String answer) {
        return answer.isEmpty() ? 400 : Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
