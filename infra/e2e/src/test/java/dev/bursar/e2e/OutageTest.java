package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.key.IssuedKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Processes that end without warning. */
@EndToEnd
@Order(70)
class OutageTest {
    private static final Duration READY = Duration.ofSeconds(60);

    private final House house;

    OutageTest(House house) {
        this.house = house;
    }

    @Test
    void servesOnWhileTheControlPlaneRestarts() throws InterruptedException {
        IssuedKey key = house.admin("Organization admin").issue("through the outage", "5");
        GatewayClient client = house.client(key);
        assertThat(client.chat(GatewayClient.body("sandbox/echo")).status()).isEqualTo(200);
        AtomicInteger served = new AtomicInteger();
        List<String> failures = new CopyOnWriteArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread caller = Thread.startVirtualThread(() -> callWithoutPause(client, over, served, failures));

        house.bursar.kill("control-plane");
        int servedBefore = served.get();
        assertThat(house.bursar.run("up", "--no-build").code()).isZero();
        int servedDuring = served.get() - servedBefore;
        over.set(true);
        caller.join();

        System.out.println("Measured: " + servedDuring + " calls while the control plane was killed and came back, "
                + failures.size() + " failed");
        assertThat(failures).isEmpty();
        assertThat(servedDuring).isPositive();
        Admin admin = house.admin("Organization admin");
        Poll.until(
                READY,
                () -> admin.gateways.fleet(admin.organization).gateways(),
                gateways -> gateways.stream().anyMatch(gateway -> gateway.connected()));
        Poll.until(READY, () -> admin.requests(key.key().id()).size(), size -> size == served.get() + 1);
    }

    @Test
    void aKilledGatewayComesBackByItselfAndLosesNoMoney() {
        Admin admin = house.admin("Organization admin");
        IssuedKey key = admin.issue("through the crash", "1");
        GatewayClient client = house.client(key);
        assertThat(client.chat(GatewayClient.body("sandbox/echo")).status()).isEqualTo(200);

        house.bursar.kill("gateway");
        assertThat(house.bursar.run("up", "--no-build").code()).isZero();

        assertThat(client.chat(GatewayClient.body("sandbox/echo")).status()).isEqualTo(200);
        var budget = admin.budget(key);
        assertThat(budget.spent().nanos()
                        + budget.held().nanos()
                        + budget.inDoubt().nanos())
                .isLessThanOrEqualTo(budget.limit().nanos());
    }

    private static void callWithoutPause(
            GatewayClient client, AtomicBoolean over, AtomicInteger served, List<String> failures) {
        while (!over.get()) {
            try {
                GatewayClient.Answer answer = client.chat(GatewayClient.body("sandbox/echo"));
                if (answer.status() == 200) {
                    served.incrementAndGet();
                } else {
                    failures.add(answer.status() + " " + answer.body());
                }
                Thread.sleep(20); // a steady caller, not a load test
            } catch (RuntimeException | InterruptedException failed) {
                failures.add(failed.toString());
            }
        }
    }
}
