package dev.bursar.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that two nodes and a control plane can do in a few decisions, however messages are delayed, ordered and lost. */
class ExhaustionTest {
    private static final int DECISIONS = Integer.getInteger("dst.decisions", 6);
    /** Long waits pass the end of the period. */
    private static final SmallWorld.Bounds ONE_FAULT_AND_A_PERIOD_THAT_TURNS = new SmallWorld.Bounds(2, 1, 2, 5_000);

    private static final SmallWorld.Bounds TWO_FAULTS = new SmallWorld.Bounds(3, 2, 2, 0);

    @TempDir
    private Path disk;

    @Test
    void keepsEveryPromiseWhateverIsDecided() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            List<Future<Exhaustion>> searches = List.of(
                    executor.submit(() -> search(ONE_FAULT_AND_A_PERIOD_THAT_TURNS, DECISIONS)),
                    executor.submit(() -> search(TWO_FAULTS, DECISIONS)));
            for (Future<Exhaustion> search : searches) {
                assertThat(search.get().states()).isGreaterThan(10_000);
            }
        }
    }

    private Exhaustion search(SmallWorld.Bounds bounds, int decisions) {
        long start = System.nanoTime();
        Exhaustion search = search(bounds, decisions, Parts.OF_PRODUCTION);
        System.out.printf(
                "%s, %d decisions: %d states, %d histories to their end, %.1f s%n",
                bounds, decisions, search.states(), search.histories(), (System.nanoTime() - start) / 1e9);
        return search;
    }

    private Exhaustion search(SmallWorld.Bounds bounds, int decisions, Parts parts) {
        Exhaustion search = new Exhaustion(() -> new SmallWorld(bounds, disk, parts), decisions);
        search.run();
        return search;
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                // It takes more decisions,
                "A_GRANT_OVERLOOKS_WHAT_IS_IN_DOUBT",
                // disks,
                "A_REPORT_OF_AN_EARLIER_LIFE_IS_DROPPED",
                // and providers that fail, to see these. Seeds have them.
                "A_HOLD_IS_NOT_RELEASED"
            })
    void finds(Mutants mutant) {
        assertThatThrownBy(() -> search(ONE_FAULT_AND_A_PERIOD_THAT_TURNS, DECISIONS, mutant.parts))
                .isInstanceOf(Violation.class)
                .satisfies(found -> System.out.println(mutant + ": "
                        + String.valueOf(found.getMessage()).lines().toList().getLast()));
    }
}
