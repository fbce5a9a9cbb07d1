package dev.bursar.gateway;

import static dev.bursar.gateway.testing.ScriptedProvider.chunk;
import static dev.bursar.gateway.testing.ScriptedProvider.event;
import static dev.bursar.gateway.testing.ScriptedProvider.streamHead;
import static dev.bursar.gateway.testing.ScriptedProvider.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.RawClient;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.nodeapi.v1.Outcome;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that goes away: the provider is stopped, what was produced is billed or in doubt, never forgotten. */
class ClientGoneTest {
    private final House house = House.open();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void stopsTheProviderAndLeavesTheHoldInDoubt() throws IOException {
        CountDownLatch closed = new CountDownLatch(1);
        house.provider.script((client, request, out) -> {
            write(out, streamHead() + chunk(event("one")));
            if (client.getInputStream().read() < 0) {
                closed.countDown();
            }
        });
        try (RawClient client = ask(House.MODEL)) {
            client.readUntil("\"content\":\"one\"");
            client.reset();
        }

        TestNode.await("the provider's end", () -> closed.getCount() == 0);
        house.awaitEvents(1);
        assertThat(house.controlPlane.events().getFirst().getOutcome()).isEqualTo(Outcome.OUTCOME_CLIENT_GONE);
        assertThat(house.account().inDoubtNanos()).isPositive();
        assertThat(house.account().settledNanos()).isZero();
        assertThat(house.heldNanos()).isZero();
    }

    @Test
    void leavesTheHoldInDoubtWhenTheClientGoesBeforeTheAnswer() throws IOException {
        house.provider.script((client, request, out) -> client.getInputStream().read());
        try (RawClient client = ask(House.MODEL)) {
            TestNode.await("the request", () -> house.provider.requests().size() == 1);
            client.reset();
        }

        house.awaitEvents(1);
        assertThat(house.account().inDoubtNanos()).isPositive();
    }

    @Test
    void stopsTheSandboxToo() throws IOException {
        try (RawClient client = ask("sandbox/slow")) {
            client.readUntil("\"content\":");
            client.reset();
        }

        house.awaitEvents(1);
        assertThat(house.controlPlane.events().getFirst().getOutcome()).isEqualTo(Outcome.OUTCOME_CLIENT_GONE);
        assertThat(house.account().inDoubtNanos()).isPositive();
        assertThat(house.heldNanos()).isZero();
    }

    @Test
    void slowsTheProviderDownToItsClient() throws IOException {
        long[] written = new long[1];
        house.provider.script((client, request, out) -> {
            write(out, streamHead());
            String event = chunk(event("x".repeat(8_000)));
            while (true) {
                write(out, event);
                synchronized (written) {
                    written[0] += event.length();
                }
            }
        });
        try (RawClient client = ask(House.MODEL)) {
            client.readUntil("\r\n\r\n");
            long[] seen = new long[1];
            TestNode.await("the provider to be held up", () -> {
                java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
                synchronized (written) {
                    boolean heldUp = written[0] > 0 && written[0] == seen[0];
                    seen[0] = written[0];
                    return heldUp;
                }
            });
            assertThat(seen[0]).isLessThan(64L << 20);
            client.reset();
        }
    }

    private RawClient ask(String model) throws IOException {
        String body = Chat.body(model, "hi", ",\"stream\":true");
        return new RawClient(house.node.port())
                .send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + house.key.reveal()
                        + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }
}
