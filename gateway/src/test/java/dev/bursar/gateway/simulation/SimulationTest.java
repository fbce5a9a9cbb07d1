package dev.bursar.gateway.simulation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
    private static final long SEEDS = Long.getLong("dst.seeds", 300);
    private static final long FROM = Long.getLong("dst.from", 1);

    @Test
    void keepsEveryPromiseThroughWhateverGoesWrong(@TempDir Path disk) throws Exception {
        long start = System.nanoTime();
        long steps = 0;
        Tally last = new Tally();
        for (long seed = FROM; seed < FROM + SEEDS; seed++) {
            Simulation run =
                    Runner.run(seed, Files.createDirectory(disk.resolve("seed-" + seed)), UnaryOperator.identity());
            steps += run.time.steps();
            last = run.tally;
            if (SEEDS <= 20) {
                System.out.println(seed + ": " + run.tally + ", " + run.books.grants() + " grants");
            }
        }
        System.out.println(
                SEEDS + " seeds, " + steps + " steps, " + (System.nanoTime() - start) / 1_000_000 + " ms; " + last);
    }
}
