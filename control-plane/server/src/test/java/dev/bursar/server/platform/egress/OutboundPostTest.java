package dev.bursar.server.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundPostTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutboundPost post =
            new OutboundPost((SSLSocketFactory) SSLSocketFactory.getDefault(), false, Duration.ofSeconds(2), timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:PORT/",
                "https://[::ffff:127.0.0.1]:PORT/",
                "https://2130706433:PORT/",
                "https://localhost:PORT/",
                "https://LOCALHOST.:PORT/"
            })
    void connectsToNoInwardAddress(String url) throws IOException {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            inside.setSoTimeout(50);
            URI target = URI.create(url.replace("PORT", "" + inside.getLocalPort()));

            assertThatThrownBy(() -> post.send(target, Map.of(), new byte[0]))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The address points into a private network.");
            assertThatThrownBy(inside::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    /** A public name may lead to a private address: that is what is asked about when it is connected to. */
    @Test
    void judgesTheAddressAfterTheNameWasLookedUp() throws IOException {
        InetAddress rebound = InetAddress.getByAddress("hooks.example.com", new byte[] {10, 0, 0, 1});

        assertThat(OutboundHost.mayBeCalled("hooks.example.com", false)).isTrue();
        assertThat(OutboundHost.mayBeCalled(rebound, false)).isFalse();
        assertThat(OutboundHost.mayBeCalled(rebound, true)).isTrue();
        assertThat(OutboundHost.mayBeCalled(
                        InetAddress.getByAddress("x", new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254}),
                        true))
                .isFalse();
    }

    @Test
    void refusesPlainHttp() {
        assertThatThrownBy(() -> post.send(URI.create("http://example.com/"), Map.of(), new byte[0]))
                .hasMessage("The address begins with https://.");
    }
}
