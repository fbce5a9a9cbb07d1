package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.key.IssuedKey;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Near a cap one gateway is short of what lies idle on another. The control plane asks for it, the other returns it, and
 * the request is served whole within the bounded wait. Without that, idle money would lie there for half a minute.
 */
@EndToEnd
@Order(72)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecallTest {
    private static final Duration KNOWN = Duration.ofSeconds(60);
    private static final Duration BOOKED = Duration.ofSeconds(15);
    /** {@code bursar.gateway.admission.lease-idle}. */
    private static final Duration IDLE_LIES_FOR = Duration.ofSeconds(30);

    private static final int FURTHER_PORTS = 10;

    private final House house;
    private final FurtherGateway other;

    RecallTest(House house) {
        this.house = house;
        other = FurtherGateway.start(house.bursar, "gateway-recall", house.bursar.portBase() + FURTHER_PORTS);
    }

    @AfterAll
    void stop() {
        other.close();
    }

    @Test
    void servesOneGatewayWithWhatLiesIdleOnAnother() {
        Measured one = measure();
        long cap = one.holdNanos() * 3 / 2;
        IssuedKey key = issue("recalled", cap);
        assertServed(call(house.gateway, key));
        long began = System.nanoTime();

        GatewayClient.Answer answer = call(other.address(), key);

        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertServed(answer);
        assertThat(answer.headers().firstValue("x-bursar-waited-ms"))
                .as("it had to wait")
                .isPresent();
        assertThat(took).as("before idle money comes back by itself").isLessThan(IDLE_LIES_FOR);
        System.out.println("Measured: a gateway that was short was served with another's idle money after "
                + answer.headers().firstValue("x-bursar-waited-ms").orElseThrow() + " ms");
    }

    @Test
    void refusesNothingThatIsAffordableWhicheverGatewayIsAsked() {
        Measured one = measure();
        long cap = one.holdNanos() * 3 / 2 + 3 * one.costNanos();
        IssuedKey key = issue("to and fro", cap);
        long affordable = (cap - one.holdNanos()) / one.costNanos() + 1;

        for (int i = 0; i < affordable; i++) {
            assertServed(call(i % 2 == 0 ? house.gateway : other.address(), key));
        }

        Budget budget = Poll.until(
                BOOKED,
                () -> house.admin("Organization admin").budget(key),
                it -> it.spent().nanos() == affordable * one.costNanos());
        assertThat(budget.spent().nanos()).isLessThanOrEqualTo(cap);
        assertThat(budget.inDoubt().nanos()).isZero();
    }

    /** Of one call: what it costs, and what a gateway holds for it. */
    private record Measured(long costNanos, long holdNanos) {}

    /** A gateway far from a cap takes what one call needs, and keeps what is left of it for a while. */
    private Measured measure() {
        Admin admin = house.admin("Organization admin");
        IssuedKey first = issue("what a call costs", 1_000_000_000L);
        long cost = nanos(call(house.gateway, first));
        IssuedKey second = issue("what a call holds", 100 * cost);
        assertThat(nanos(call(house.gateway, second))).isEqualTo(cost);
        Budget budget =
                Poll.until(BOOKED, () -> admin.budget(second), it -> it.spent().nanos() == cost);
        return new Measured(cost, budget.spent().nanos() + budget.held().nanos());
    }

    private IssuedKey issue(String name, long capNanos) {
        IssuedKey key = house.admin("Organization admin")
                .issue(name, BigDecimal.valueOf(capNanos, 9).toPlainString());
        for (URI gateway : List.of(house.gateway, other.address())) {
            GatewayClient client = new GatewayClient(gateway, key.secret());
            Poll.until(KNOWN, () -> known(client), known -> known);
        }
        return key;
    }

    private static boolean known(GatewayClient client) {
        try {
            return client.get("/v1/models").status() == 200;
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static GatewayClient.Answer call(URI gateway, IssuedKey key) {
        return new GatewayClient(gateway, key.secret()).chat(GatewayClient.body("sandbox/echo"));
    }

    /** Whole: nothing of what it asked for was taken away. */
    private static void assertServed(GatewayClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-bursar-max-tokens-clamped")).isEmpty();
    }

    private static long nanos(GatewayClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String usd = answer.headers().firstValue("x-bursar-cost-usd").orElseThrow();
        return new BigDecimal(usd).movePointRight(9).longValueExact();
    }
}
