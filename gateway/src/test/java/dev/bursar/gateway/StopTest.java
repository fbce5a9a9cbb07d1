package dev.bursar.gateway;

import static dev.bursar.gateway.testing.ScriptedProvider.chunk;
import static dev.bursar.gateway.testing.ScriptedProvider.event;
import static dev.bursar.gateway.testing.ScriptedProvider.streamHead;
import static dev.bursar.gateway.testing.ScriptedProvider.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.House;
import dev.bursar.gateway.testing.RawClient;
import dev.bursar.nodeapi.v1.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node that stops, or has no disk, leaves behind: no money unaccounted for. */
class StopTest {
    private static final long PROMPT_MILLIS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void accountsForItsRemainderAtOnceWhenItStops() {
        try (House house = House.open()) {
            house.chat.ask(house.key, House.MODEL, "hi");
            house.chat.close();
            long before = System.nanoTime();

            house.node.gateway().stop();

            long tookMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            assertThat(house.account().leasedNanos()).isZero();
            assertThat(house.account().settledNanos()).isEqualTo(15_000);
            assertThat(house.controlPlane.ledger().account(House.ORG_BUDGET).leasedNanos())
                    .isZero();
            assertThat(house.controlPlane.closedEpochs()).containsExactly(1L);
            assertThat(tookMillis).isLessThan(PROMPT_MILLIS);
            System.out.println("A stopped node's remainder was accounted for after " + tookMillis + " ms");
        }
    }

    @Test
    void leavesAnUnfinishedStreamInDoubtBeforeItClosesItsEpoch() throws IOException {
        try (House house = House.open(10_000_000_000L, Map.of("edge.drain-timeout", "100ms"))) {
            house.provider.script((client, request, out) -> {
                write(out, streamHead() + chunk(event("one")));
                client.getInputStream().read();
            });
            String body = Chat.body(House.MODEL, "hi", ",\"stream\":true");
            try (RawClient client = new RawClient(house.node.port())
                    .send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + house.key.reveal()
                            + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)) {
                client.readUntil("\"content\":\"one\"");

                house.node.gateway().stop();
            }

            assertThat(house.controlPlane.events())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getOutcome()).isEqualTo(Outcome.OUTCOME_CLIENT_GONE));
            assertThat(house.account().inDoubtNanos()).isPositive();
            assertThat(house.account().leasedNanos()).isZero();
            assertThat(house.controlPlane.closedEpochs()).containsExactly(1L);
        }
    }

    @Test
    void servesOnAndSettlesWhereItsDiskCannotBeUsed() throws IOException {
        Path file = Files.writeString(directory.resolve("occupied"), "no directory");
        try (House house = House.open(
                10_000_000_000L, Map.of("state-directory", file.resolve("state").toString()))) {
            assertThat(house.chat.ask(house.key, House.MODEL, "hi").statusCode())
                    .isEqualTo(200);

            house.awaitEvents(1);
            assertThat(house.account().settledNanos()).isEqualTo(15_000);
        }
    }
}
