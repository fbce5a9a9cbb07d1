package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void tellsATakenPortFromAFreeOne() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(PortCheck.isFree(port)).isFalse();
        }
        assertThat(PortCheck.isFree(port)).isTrue();
    }

    @Test
    void saysHowToChooseAnother() {
        int heldByNobody = 1;

        assertThat(PortCheck.taken(Ports.Purpose.GATEWAY, heldByNobody))
                .hasMessageStartingWith(
                        "Port 1 for the gateway is taken by another program. Stop it, or choose another")
                .hasMessageContaining("BURSAR_GATEWAY_PORT=1001 ./bursar up")
                .hasMessageContaining("./bursar up --port-base 9400");
    }
}
