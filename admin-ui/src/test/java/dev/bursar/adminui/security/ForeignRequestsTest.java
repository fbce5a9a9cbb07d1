package dev.bursar.adminui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

/** What other pages make a browser send, and what nobody's browser would. Over raw sockets. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "bursar.console.admin-api-url=http://127.0.0.1:1",
            "bursar.console.issuer-url=http://127.0.0.1:1",
            "bursar.secrets-directory=target/no-such-directory",
            "vaadin.productionMode=true"
        })
class ForeignRequestsTest {
    private static final String CALL = "/?v-r=uidl&v-uiId=0";

    @Value("${local.server.port}")
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: https://evil.example",
                "Origin: http://127.0.0.1:1",
                "Origin: https://127.0.0.1",
                "Origin: null",
                "Origin: http://127.0.0.1.evil.example",
                "Origin: http://[",
                "Sec-Fetch-Site: cross-site\r\nOrigin: http://127.0.0.1",
            })
    void changesNothingForAnotherPage(String header) throws IOException {
        assertThat(status(call("POST", CALL, header))).isEqualTo(403);
        assertThat(status(call("POST", "/logout", header))).isEqualTo(403);
        assertThat(status(call("DELETE", "/", header))).isEqualTo(403);
    }

    @Test
    void servesItsOwnPagesAndWhoIsNoBrowser() throws IOException {
        for (String own : new String[] {
            "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Origin: http://127.0.0.1:" + port, "X-Nothing: x"
        }) {
            assertThat(status(call("POST", CALL, own))).as(own).isNotEqualTo(403);
        }
        assertThat(status(call("POST", "/logout/connect/back-channel/bursar", "X-Nothing: x")))
                .as("the issuer's back channel without a token")
                .isEqualTo(400);
        assertThat(status(call("GET", "/sign-in", "Sec-Fetch-Site: cross-site")))
                .as("a link of another page, while the issuer is away")
                .isEqualTo(503);
    }

    /** The console polls. Vaadin has an endpoint for push all the same, which asks for neither origin nor sign-in. */
    @ParameterizedTest
    @ValueSource(strings = {"/VAADIN/push", "/vaadinServlet/push", "/?v-r=push", "/?v-r=push&v-uiId=0&v-pushId=x", "/"})
    void opensNoWebSocketForAnybody(String path) throws IOException {
        for (String origin :
                new String[] {"Origin: https://evil.example", "Origin: http://127.0.0.1:" + port, "X: x"}) {
            String answer = call(
                    "GET",
                    path,
                    "Upgrade: WebSocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + origin);
            assertThat(status(answer)).as(origin).isEqualTo(403);
        }
    }

    /** Login CSRF: somebody else's code brings nobody in, and nothing of it is said. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login/oauth2/code/bursar?code=stolen&state=guessed",
                "/login/oauth2/code/bursar?code=stolen",
                "/login/oauth2/code/bursar?error=access_denied&error_description=%3Cscript%3E&state=x",
                "/login/oauth2/code/other?code=x&state=y",
            })
    void takesNoAnswerToAQuestionThatThisBrowserDidNotAsk(String path) throws IOException {
        String answer = call("GET", path, "Accept: text/html");
        assertThat(status(answer)).isIn(302, 404);
        assertThat(answer).doesNotContain("stolen", "<script>");
        assertThat(location(answer)).doesNotContain("code=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "/\\evil.example/",
                "/sign-in?continue=https://evil.example",
                "/sign-in?redirect_uri=https://evil.example",
                "/oauth2/authorization/bursar?redirect_uri=https://evil.example",
                "/oauth2/authorization/bursar?connection=https://evil.example",
                "/o/acme/keys?continue=https://evil.example",
                "/logout?post_logout_redirect_uri=https://evil.example",
                "/join?organization=x&token=https://evil.example",
            })
    void leadsNobodyToAnotherSite(String path) throws IOException {
        String answer = call("GET", path, "Accept: text/html");
        assertThat(location(answer)).as(answer).doesNotContain("evil.example");
    }

    /** Without a proxy that is configured, headers of one change nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: evil.example",
                "Forwarded: host=evil.example",
                "X-Forwarded-Prefix: //evil.example"
            })
    void leadsNobodyAwayByAHeader(String header) throws IOException {
        assertThat(call("GET", "/o/acme", "Accept: text/html\r\n" + header)).doesNotContain("evil.example");
    }

    @Test
    void refusesAHeadTooLargeAndGoesOn() throws IOException {
        String answer = call("GET", "/sign-in", "Cookie: BURSAR_CONSOLE=" + "x".repeat(20_000));
        assertThat(answer).doesNotContain("Exception", "Tomcat");
        assertThat(answer.isEmpty() ? 400 : status(answer)).isBetween(400, 431);
        assertThat(status(call("GET", "/sign-in", "Cookie: BURSAR_CONSOLE=x; BURSAR_CONSOLE=y; =; ;")))
                .as("the issuer is away")
                .isEqualTo(503);
    }

    private String call(String method, String path, String headers) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n"
                + (headers.contains("Upgrade:") ? "Connection: Upgrade\r\n" : "Connection: close\r\n")
                + (method.equals("GET") ? "" : "Content-Length: 0\r\n") + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            return ""; // closed while we were still sending
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String location(String answer) {
        Matcher location = Pattern.compile("(?im)^location: ([^\r]*)").matcher(answer.split("\r\n\r\n", 2)[0]);
        return location.find() ? location.group(1) : "";
    }
}
