package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.Doubt;
import dev.bursar.adminapi.budget.ResolveDoubt;
import dev.bursar.adminapi.key.IssuedKey;
import dev.bursar.adminapi.usage.UsageRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Three gateways, a thousand calls at once at the cap, and meanwhile processes that end without warning. Whatever was
 * lost, the cap holds to the nano, the events add up to what is settled, and what nobody can prove is listed.
 */
@EndToEnd
@Order(75)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealFaultsTest {
    private static final int CALLERS = 1_000;
    /** So many calls fit under the cap; the others are to be refused. */
    private static final int AFFORDABLE = 600;

    /** The fault comes when so many were served, and as many more are on their way. */
    private static final int UNDER_WAY = 20;

    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int FURTHER_PORTS = 6;

    private final House house;
    private final List<FurtherGateway> further = new ArrayList<>();
    private long costNanos;

    RealFaultsTest(House house) {
        this.house = house;
    }

    @BeforeAll
    void startTwoMoreGateways() {
        int port = house.bursar.portBase() + FURTHER_PORTS;
        further.add(FurtherGateway.start(house.bursar, "gateway-2", port));
        further.add(FurtherGateway.start(house.bursar, "gateway-3", port + 2));
        IssuedKey key = house.admin("Organization admin").issue("what a call costs", "1");
        house.client(key);
        GatewayClient.Answer answer = house.client(key.secret()).chat(GatewayClient.body("sandbox/slow"));
        costNanos = cost(answer);
    }

    @AfterAll
    void stopThem() {
        further.forEach(FurtherGateway::close);
    }

    @Test
    void holdsTheCapWhereAThousandCallsComeAtOnceToThreeGateways() {
        Wave wave = new Wave("three gateways");
        wave.run(() -> {});
        wave.check();
    }

    @Test
    void holdsTheCapWhereAGatewayIsKilledMeanwhile() {
        Wave wave = new Wave("a gateway killed");
        wave.run(() -> further.getFirst().kill());
        further.getFirst().startAgain();
        wave.check();
    }

    @Test
    void holdsTheCapWhereTheControlPlaneIsKilledMeanwhile() {
        Wave wave = new Wave("the control plane killed");
        wave.run(() -> house.bursar.kill("control-plane"));
        assertThat(house.bursar.run("up", "--no-build").code()).isZero();
        wave.check();
    }

    @Test
    void holdsTheCapWhereTheDatabaseStopsMeanwhile() {
        Wave wave = new Wave("the database stopped");
        wave.run(() -> {
            try (StoppedDatabase database = StoppedDatabase.stop(house.bursar)) {
                Thread.onSpinWait();
            }
        });
        wave.check();
    }

    @Test
    void holdsTheCapWhereEverythingEndsAtOnce() {
        Wave wave = new Wave("everything killed");
        wave.run(() -> {
            house.bursar.kill("control-plane");
            further.forEach(FurtherGateway::kill);
            house.bursar.kill("gateway");
        });
        assertThat(house.bursar.run("up", "--no-build").code()).isZero();
        further.forEach(FurtherGateway::startAgain);
        wave.check();
    }

    private static long cost(GatewayClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return nanos(answer.headers().firstValue("x-bursar-cost-usd").orElseThrow());
    }

    private static long nanos(String usd) {
        return new BigDecimal(usd).movePointRight(9).longValueExact();
    }

    /** A key with a cap of its own and a thousand callers. */
    private final class Wave {
        private final String name;
        private final IssuedKey key;
        private Admin admin = house.admin("Organization admin");
        private final AtomicInteger served = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicLong seenNanos = new AtomicLong();

        Wave(String name) {
            this.name = name;
            this.key = admin.issue(
                    name, BigDecimal.valueOf(AFFORDABLE * costNanos, 9).toPlainString());
            addresses().forEach(this::waitUntilKnown);
        }

        void run(Runnable fault) {
            CountDownLatch underWay = new CountDownLatch(UNDER_WAY);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                GatewayClient client = new GatewayClient(addresses().get(i % 3), key.secret());
                callers.add(Thread.startVirtualThread(() -> call(client, underWay)));
            }
            try {
                assertThat(underWay.await(RECOVERY.toSeconds(), TimeUnit.SECONDS))
                        .as("served before the fault")
                        .isTrue();
                fault.run();
                for (Thread caller : callers) {
                    caller.join();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        /** Once all that can report has reported. */
        void check() {
            addresses().forEach(this::waitUntilKnown);
            admin = house.admin("Organization admin");
            Budget budget = Poll.until(RECOVERY, this::budget, this::isBooked);
            long settled = budget.spent().nanos();
            long inDoubt = budget.inDoubt().nanos();
            System.out.println("Measured, " + name + ": " + served + " calls served, " + refused + " refused, " + lost
                    + " lost; " + budget.spent().usd() + " of " + budget.limit().usd() + " USD settled, "
                    + budget.inDoubt().usd() + " in doubt, " + budget.overrun().usd() + " overrun");
            assertThat(settled + inDoubt).isLessThanOrEqualTo(budget.limit().nanos());
            assertThat(budget.overrun().nanos()).isZero();
            assertThat(seenNanos.get()).as("what callers were told").isLessThanOrEqualTo(settled + inDoubt);
            assertThat(served.get()).isPositive();
            resolve(budget);
        }

        /** Nothing is left that a person could not clear up. */
        private void resolve(Budget budget) {
            List<Doubt> doubts = admin.inDoubt(budget.id());
            assertThat(doubts.stream().mapToLong(this::ofBudget).sum())
                    .isEqualTo(budget.inDoubt().nanos());
            for (Doubt doubt : doubts) {
                admin.doubts.resolve(
                        admin.organization,
                        doubt.id(),
                        null,
                        new ResolveDoubt("write_off", "0", "The provider's record shows no such call."));
            }
            Budget after = budget();
            assertThat(after.inDoubt().nanos()).isZero();
            assertThat(after.free().nanos())
                    .isEqualTo(after.limit().nanos() - after.spent().nanos());
        }

        private long ofBudget(Doubt doubt) {
            return doubt.budgets().stream()
                    .filter(share -> share.budgetId().equals(budgetId()))
                    .mapToLong(share -> share.amount().nanos())
                    .sum();
        }

        private void call(GatewayClient client, CountDownLatch underWay) {
            try {
                GatewayClient.Answer answer = client.chat(GatewayClient.body("sandbox/slow"));
                if (answer.status() == 200) {
                    served.incrementAndGet();
                    seenNanos.addAndGet(cost(answer));
                    underWay.countDown();
                } else {
                    refused.incrementAndGet();
                }
            } catch (RuntimeException gone) {
                lost.incrementAndGet();
            }
        }

        private boolean isBooked(Budget budget) {
            long events = admin.requests(key.key().id()).stream()
                    .mapToLong(Wave::settled)
                    .sum();
            return budget.held().nanos() == 0 && budget.spent().nanos() == events && events > 0;
        }

        private static long settled(UsageRequest request) {
            return request.cost().nanos() - request.inDoubt().nanos();
        }

        private Budget budget() {
            return admin.budget(key);
        }

        private UUID budgetId() {
            return budget().id();
        }

        private void waitUntilKnown(URI gateway) {
            GatewayClient client = new GatewayClient(gateway, key.secret());
            try {
                Poll.until(RECOVERY, () -> known(client), known -> known);
            } catch (AssertionError never) {
                throw new AssertionError(
                        gateway + " does not know the key of \"" + name + "\"; the fleet: "
                                + admin.gateways.fleet(admin.organization).gateways(),
                        never);
            }
        }

        private static boolean known(GatewayClient client) {
            try {
                return client.get("/v1/models").status() == 200;
            } catch (RuntimeException notYet) {
                return false;
            }
        }
    }

    private List<URI> addresses() {
        return List.of(house.gateway, further.get(0).address(), further.get(1).address());
    }
}
