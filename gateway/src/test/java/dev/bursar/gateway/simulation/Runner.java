package dev.bursar.gateway.simulation;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Runs seeds. */
final class Runner {
    private static final long SETTLE_MILLIS = 20_000;

    private Runner() {}

    /** From the start to the healed end. @throws Violation with what to run to see it again */
    static Simulation run(long seed, Path root, UnaryOperator<Reducers> mutation) {
        Scenario scenario = Scenario.of(new SplittableRandom(seed));
        Simulation run = new Simulation(scenario, seed, new Disks(root), mutation);
        try {
            Faults faults = new Faults(run);
            run.start();
            faults.start();
            run.time.pass(scenario.lastsMillis());
            faults.heal();
            run.time.pass(SETTLE_MILLIS);
            run.slots.forEach(run::stop);
            run.time.pass(SETTLE_MILLIS);
            run.time.pass(2
                    * scenario.terms()
                            .timeToLive()
                            .plus(scenario.terms().grace())
                            .toMillis());
            new Settlement(run).check();
        } catch (Violation e) {
            Violation located = new Violation("seed " + seed + " at " + run.time.nowMicros() / 1000 + " ms: "
                    + e.getMessage() + "\nreplay: ./mvnw -pl gateway -am test -Dtest=SimulationTest -Ddst.from=" + seed
                    + " -Ddst.seeds=1 -Dsurefire.failIfNoSpecifiedTests=false");
            located.setStackTrace(e.getStackTrace());
            throw located;
        }
        return run;
    }
}
