package dev.bursar.gateway.simulation;

import java.util.SplittableRandom;

/** Runs a seed from the start to the healed end. */
final class Runner {
    private static final long SETTLE_MILLIS = 20_000;

    private Runner() {}

    /** @throws Violation with what to run to see it again */
    static Simulation run(long seed, Disks disks, Parts parts) {
        SplittableRandom root = new SplittableRandom(seed);
        Scenario scenario = Scenario.of(root.split());
        VirtualTime time = new VirtualTime(House.START_MILLIS);
        Tally tally = new Tally();
        Network network = new Network(time, root.split(), tally);
        try {
            Simulation run = new Simulation(
                    scenario, new Simulation.World(time, tally, network, root.split(), root.split()), disks, parts);
            Faults faults = new Faults(run, network);
            run.start();
            faults.start();
            time.pass(scenario.lastsMillis());
            faults.heal();
            settle(run, SETTLE_MILLIS);
            return run;
        } catch (RuntimeException | AssertionError e) {
            throw located(seed, time, e);
        }
    }

    /** With nothing in the way any more, everything comes to its end. @param pauseMillis for what is under way */
    static void settle(Simulation run, long pauseMillis) {
        run.time.pass(pauseMillis);
        run.slots.forEach(run::stop);
        run.time.pass(pauseMillis);
        run.time.pass(2
                * run.scenario
                        .terms()
                        .timeToLive()
                        .plus(run.scenario.terms().grace())
                        .toMillis());
        new Settlement(run).check();
    }

    private static Violation located(long seed, VirtualTime time, Throwable e) {
        Violation located = new Violation("seed " + seed + " at " + time.nowMicros() / 1000 + " ms, step "
                + time.steps() + ": " + e.getMessage() + "\nreplay: ./mvnw -Pdst -pl gateway -am test -Ddst.seeds=1"
                + " -Ddst.from=" + seed);
        located.setStackTrace(e.getStackTrace());
        return located;
    }
}
