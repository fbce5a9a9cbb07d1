package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.IssuedKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job: a capped key works until its money is gone, and not one nano further. */
@EndToEnd
@Order(20)
class CapTest {
    static final String CAP = "0.002";
    private static final Duration SETTLED = Duration.ofSeconds(15);
    private static final int MOST_CALLS = 2_000;

    private final House house;

    CapTest(House house) {
        this.house = house;
    }

    @Test
    void servesUntilTheCapThenRefusesWithEverythingThatOneNeedsToKnow() {
        Admin admin = house.admin("Organization admin");
        IssuedKey key = admin.issue("until the cap", CAP);
        GatewayClient client = house.client(key);

        GatewayClient.Answer refusal = callUntilRefused(client);

        assertThat(refusal.status()).as(refusal.body()).isEqualTo(402);
        assertThat(refusal.code()).isEqualTo("budget_exhausted");
        assertThat(refusal.headers().firstValue("Retry-After")).isEmpty();
        assertThat(refusal.json().path("error").path("metadata").properties())
                .extracting(property -> property.getKey())
                .contains("level", "limit", "remaining");
        Budget budget = Poll.until(SETTLED, () -> admin.budget(key), CapTest::nothingHeld);
        assertThat(budget.spent().nanos())
                .isPositive()
                .isLessThanOrEqualTo(budget.limit().nanos());
        long needed = nanos(refusal.json().at("/error/metadata/needed").asString());
        assertThat(budget.limit().nanos() - budget.spent().nanos())
                .as("what was left, where one call may need " + needed)
                .isLessThan(needed);
    }

    @Test
    void holdsUnderCallsAtOnce() throws InterruptedException {
        Admin admin = house.admin("Organization admin");
        IssuedKey key = admin.issue("all at once", CAP);
        GatewayClient client = house.client(key);
        List<Thread> callers = new ArrayList<>();

        for (int i = 0; i < 16; i++) {
            callers.add(Thread.startVirtualThread(() -> callUntilRefused(client)));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        Budget budget = Poll.until(SETTLED, () -> admin.budget(key), CapTest::nothingHeld);
        assertThat(budget.spent().nanos() + budget.inDoubt().nanos())
                .isLessThanOrEqualTo(budget.limit().nanos());
        assertThat(budget.overrun().nanos()).isZero();
    }

    @Test
    void tellsTheHolderWhatIsLeft() {
        IssuedKey key = house.admin("Organization admin").issue("what is left", CAP);
        GatewayClient client = house.client(key);

        GatewayClient.Answer answer = client.chat(GatewayClient.body("sandbox/echo"));
        JsonNode left = client.get("/v1/key").json();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().map().keySet())
                .contains("x-request-id", "x-bursar-cost-usd", "x-bursar-budget-remaining-usd");
        assertThat(left.toString()).contains("limit").doesNotContain(key.secret());
    }

    private static long nanos(String usd) {
        return new BigDecimal(usd).movePointRight(9).longValueExact();
    }

    static GatewayClient.Answer callUntilRefused(GatewayClient client) {
        for (int i = 0; i < MOST_CALLS; i++) {
            GatewayClient.Answer answer = client.chat(GatewayClient.body("sandbox/echo"));
            if (answer.status() != 200) {
                return answer;
            }
        }
        throw new AssertionError("the cap of " + CAP + " USD was not reached in " + MOST_CALLS + " calls");
    }

    /** Whatever the gateway held was settled or returned. */
    static boolean nothingHeld(Budget budget) {
        return budget.spent().nanos() > 0 && budget.held().nanos() == 0;
    }
}
