package dev.bursar.server.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.testing.ScriptedSite;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundGetTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScriptedSite site = new ScriptedSite();
    private final OutboundGet inward = get(true);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        site.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhellomore",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n",
                "HTTP/1.0 200 Fine\r\n\r\nhello",
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello"
            })
    void readsADocumentHoweverItIsFramed(String answer) throws IOException {
        site.answer(answer);

        assertThat(fetch(inward)).isEqualTo("hello");
        assertThat(site.requests().getFirst()).startsWith("GET /keys?x=1 HTTP/1.1\r\nHost: 127.0.0.1:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                ""
            })
    void takesNothingElseForADocument(String answer) {
        site.answer(answer);

        assertThatThrownBy(() -> fetch(inward)).isInstanceOf(IOException.class);
    }

    @Test
    void readsNoMoreThanItsBound() {
        site.answer("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(2_000));
        assertThatThrownBy(() -> fetch(inward)).hasMessage("The answer has more than 1000 bytes.");
        site.answer("HTTP/1.1 200 OK\r\n" + "X-Filler: y\r\n".repeat(1_000) + "\r\nhello");
        assertThatThrownBy(() -> fetch(inward)).hasMessage("The receiver does not speak HTTP.");
    }

    @Test
    void waitsNoLongerThanItsTimeLimit() {
        site.hang();
        long start = System.nanoTime();

        assertThatThrownBy(() -> fetch(inward)).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void connectsToNoInwardAddress() {
        site.answer("HTTP/1.1 200 OK\r\n\r\nhello");

        assertThatThrownBy(() -> get(false).fetch(URI.create("https://127.0.0.1:" + site.port() + "/"), "*/*"))
                .hasMessage("The address points into a private network.");
        assertThatThrownBy(() -> get(false).fetch(URI.create("http://example.com/"), "*/*"))
                .hasMessage("The address begins with https://.");
        assertThat(site.requests()).isEmpty();
    }

    private String fetch(OutboundGet get) throws IOException {
        return new String(get.fetch(site.url("/keys?x=1"), "application/json"), StandardCharsets.UTF_8);
    }

    private OutboundGet get(boolean privateNetwork) {
        return new OutboundGet(
                (SSLSocketFactory) SSLSocketFactory.getDefault(), privateNetwork, Duration.ofSeconds(1), timer, 1000);
    }
}
