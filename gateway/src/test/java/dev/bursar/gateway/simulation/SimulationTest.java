package dev.bursar.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final long SEEDS = Long.getLong("dst.seeds", 3_000);
    private static final long FROM = Long.getLong("dst.from", 1);
    /** With so many seeds each fault is to be seen. */
    private static final long MANY = 300;

    @TempDir
    private Path disk;

    @Test
    void keepsEveryPromiseThroughWhateverGoesWrong() throws Exception {
        long start = System.nanoTime();

        Seeds.Sum sum = new Seeds(FROM, SEEDS, disk, Parts.OF_PRODUCTION).run();

        System.out.printf(
                "seeds %d to %d: overspent 0; %d steps and %d grants in %.1f s; %s%n",
                FROM, FROM + SEEDS - 1, sum.steps(), sum.grants(), (System.nanoTime() - start) / 1e9, sum.tally());
        if (SEEDS >= MANY) {
            assertThat(Fault.values())
                    .allSatisfy(fault -> assertThat(sum.tally().count(fault))
                            .as("%s happened", fault)
                            .isPositive());
        }
    }

    @Test
    void takesTheSameCourseForTheSameSeedOnAnyThread() throws Exception {
        List<Long> seeds = List.of(FROM, FROM + 1, FROM + 2, FROM + 3);
        try (ExecutorService one = Executors.newSingleThreadExecutor();
                ExecutorService two = Executors.newSingleThreadExecutor()) {
            Future<List<Long>> there = one.submit(traces(seeds, "one"));
            Future<List<Long>> here = two.submit(traces(seeds, "two"));

            assertThat(there.get()).isEqualTo(here.get()).doesNotHaveDuplicates();
        }
    }

    private Callable<List<Long>> traces(List<Long> seeds, String name) {
        return () -> seeds.stream().map(seed -> trace(seed, name)).toList();
    }

    private long trace(long seed, String name) {
        try (Disks disks = Disks.in(disk, name + seed)) {
            return Runner.run(seed, disks, Parts.OF_PRODUCTION).time.trace.hash();
        }
    }
}
