package dev.bursar.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.policy.budget.LeaseTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand nodes that all want something at the same moment. */
class ThousandNodesTest {
    private static final int NODES = 1_000;
    private static final int CALLS_AT_ONCE = 4;
    /** A thousand calls a second at most. */
    private static final long SERVICE_MICROS = 4_000;

    private static final long MOST_MILLIS = 60_000;
    private static final long AWAY_MILLIS = 60_000;
    private static final double REQUESTS_PER_SECOND = 0.2;

    private final VirtualTime time = new VirtualTime(House.START_MILLIS);
    private final Desk desk = new Desk(time, CALLS_AT_ONCE, SERVICE_MICROS);
    private final Simulation run;

    ThousandNodesTest(@TempDir Path disk) {
        SplittableRandom random = new SplittableRandom(27);
        run = new Simulation(
                scenario(),
                new Simulation.World(time, new Tally(), desk, random.split(), random.split()),
                Disks.in(disk, "none"),
                Parts.OF_PRODUCTION);
        time.afterEach(() -> {});
    }

    private static Scenario scenario() {
        House house = new House(false);
        house.key(List.of(house.level(true, 0, 1_000_000_000_000L, 0)));
        LeaseTerms terms = new LeaseTerms(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5));
        return new Scenario(
                house,
                NODES,
                10 * MOST_MILLIS,
                REQUESTS_PER_SECOND,
                terms,
                Scenario.properties(Duration.ofSeconds(2), Duration.ofSeconds(30)),
                0,
                false);
    }

    @Test
    void areServedAndTheControlPlaneIsWellAgainInUnderAMinute() {
        run.start();
        long started =
                millisUntil(() -> running().allMatch(node -> node.link.epoch().isPresent()) && isWell());

        run.controlPlane.die();
        time.pass(AWAY_MILLIS);
        assertThat(running().mapToInt(node -> node.link.unreported()).sum()).isGreaterThan(NODES);
        run.controlPlane.start();
        long caughtUp = millisUntil(() -> running().allMatch(node -> node.link.unreported() < 5) && isWell());

        System.out.println("1,000 nodes: all started after " + started
                + " ms; after a minute without a control plane all" + " had caught up after " + caughtUp + " ms");
        assertThat(started).isLessThan(MOST_MILLIS);
        assertThat(caughtUp).isLessThan(MOST_MILLIS);
    }

    private Stream<VirtualNode> running() {
        return run.slots.stream().flatMap(slot -> Stream.ofNullable(slot.running()));
    }

    private boolean isWell() {
        return desk.waitMillis() < 50;
    }

    private long millisUntil(BooleanSupplier isSo) {
        long from = time.nowMicros();
        do {
            time.pass(100);
        } while (!isSo.getAsBoolean() && time.nowMicros() - from < 2 * MOST_MILLIS * 1000);
        return (time.nowMicros() - from) / 1000;
    }
}
