package dev.bursar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.gateway.testing.Chat;
import dev.bursar.gateway.testing.FakeControlPlane;
import dev.bursar.gateway.testing.TestNode;
import dev.bursar.gateway.testing.TestPolicy;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main job: a capped key, a call, its cost. */
class FirstCallTest {
    private final FleetSecret secret = TestNode.newSecret();
    private final KeyText key = TestPolicy.newKey();
    private final FakeControlPlane controlPlane = FakeControlPlane.start();
    private TestNode node;
    private Chat chat;

    @BeforeEach
    void start() {
        controlPlane.ledger().open(TestPolicy.budgetPolicy("budget-org", "organization", true), 1_000_000_000_000L);
        controlPlane.ledger().open(TestPolicy.budgetPolicy("budget-key", "key", true), 1_000_000_000L);
        controlPlane.publish(TestPolicy.snapshot(secret, 1)
                .budget("budget-org", "organization", true)
                .budget("budget-key", "key", true)
                .key(key, "budget-org", "budget-key")
                .build());
        node = TestNode.start(controlPlane, secret).awaitRevision(1).awaitEpoch();
        chat = new Chat(node.port());
    }

    @AfterEach
    void stop() {
        chat.close();
        node.close();
        controlPlane.close();
    }

    @Test
    void answersAndTellsWhatItCost() {
        HttpResponse<String> response = chat.ask(key, "sandbox/echo", "hello there world");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"content\":\"hello there world\"")
                .contains("\"cost\":0.000008");
        assertThat(response.headers().firstValue("x-bursar-cost-usd")).contains("0.000008");
        assertThat(response.headers().firstValue("x-bursar-budget-remaining-usd"))
                .contains("0.999992");
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        TestNode.await("the usage event", () -> controlPlane.reportedIds().contains(id));
        assertThat(controlPlane.ledger().account("budget-key").settledNanos()).isEqualTo(8_000);
        assertThat(controlPlane.ledger().account("budget-org").settledNanos()).isEqualTo(8_000);
    }

    @Test
    void streamsWordByWordAndEndsWithUsage() {
        HttpResponse<String> response = chat.stream(key, "sandbox/echo", "hello there world");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.body())
                .contains("\"content\":\"hello\"")
                .contains("\"content\":\" there\"")
                .contains("\"finish_reason\":\"stop\"")
                .contains("\"cost\":0.000008")
                .endsWith("data: [DONE]\n\n");
    }
}
