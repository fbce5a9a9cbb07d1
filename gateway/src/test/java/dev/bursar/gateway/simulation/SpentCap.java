package dev.bursar.gateway.simulation;

import dev.bursar.gateway.admission.Refusal;
import dev.bursar.policy.budget.LeaseTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A cap that is spent to its end by requests that come at a steady rate, with nothing going wrong: how much of it had been
 * used when the first request was turned away, and whether any was turned away while there was money for it.
 */
final class SpentCap implements Watch {
    /**
     * @param requests how many calls of mean cost the cap is worth
     * @param bound of the wait at the cap
     * @param perSecond over all nodes
     */
    record Setting(int nodes, long requests, double perSecond, Duration bound) {}

    private static final long INPUT = 1_000;
    private static final long OUTPUT = 1_000;
    private static final double USED_OF_OUTPUT = 0.3;
    /** The worst case: each byte a token, and the template. The cost: a quarter of the bytes, and what was used. */
    static final long MOST_HELD = INPUT + INPUT / 2 + 256 + OUTPUT;

    private static final long COST = INPUT / 4 + (long) (OUTPUT * USED_OF_OUTPUT);

    private final Simulation run;
    private boolean arriving = true;
    private final long limit;
    private final int nodes;
    private long usedAtFirstClamp = -1;
    private long usedAtFirstRefusal = -1;
    private long mostIdleAtARefusal;

    SpentCap(Setting setting, long seed, Path disk) {
        SplittableRandom root = new SplittableRandom(seed);
        nodes = setting.nodes();
        limit = setting.requests() * COST;
        VirtualTime time = new VirtualTime(House.START_MILLIS);
        Tally tally = new Tally();
        Network network = new Network(time, root.split(), tally);
        run = new Simulation(
                scenario(setting, limit),
                new Simulation.World(time, tally, network, root.split(), root.split()),
                Disks.in(disk, "none"),
                Parts.OF_PRODUCTION);
        run.watch(this);
        SplittableRandom requests = root.split();
        run.start();
        arrive(requests, setting);
        long lasts = (long) (1.3 * setting.requests() / setting.perSecond() * 1_000);
        time.pass(lasts);
        arriving = false;
        Runner.settle(run, 20_000);
    }

    private void arrive(SplittableRandom random, Setting setting) {
        long pause = (long) (-Math.log(1 - random.nextDouble()) * 1_000_000 / setting.perSecond());
        run.time.afterMicros(pause, () -> {
            if (arriving) {
                VirtualNode node = run.slots.get(random.nextInt(nodes)).running();
                if (node != null) {
                    node.request(run.scenario.house().keys.getFirst(), ask(random));
                }
                arrive(random, setting);
            }
        });
    }

    /** Of 0.5 to 3.5 seconds. */
    private static VirtualCall.Ask ask(SplittableRandom random) {
        long input = INPUT / 2 + random.nextLong(INPUT);
        double used = random.nextDouble() * 2 * USED_OF_OUTPUT;
        return new VirtualCall.Ask(input, OUTPUT, used, 500 + random.nextLong(3_000), false, VirtualCall.End.COUNTED);
    }

    private static Scenario scenario(Setting setting, long limit) {
        House house = new House(false);
        house.key(List.of(house.level(true, 0, limit, 0)));
        LeaseTerms terms = new LeaseTerms(Duration.ofMinutes(10), Duration.ofMinutes(2), Duration.ofMinutes(5));
        return new Scenario(
                house,
                setting.nodes(),
                0,
                0,
                terms,
                Scenario.properties(setting.bound(), Duration.ofSeconds(30)),
                0,
                false);
    }

    @Override
    public void clamped() {
        if (usedAtFirstClamp < 0) {
            usedAtFirstClamp = used();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        if (usedAtFirstRefusal < 0) {
            usedAtFirstRefusal = used();
        }
        mostIdleAtARefusal = Math.max(mostIdleAtARefusal, idle());
    }

    /** What all calls that were admitted cost in the end. */
    private long used() {
        return run.books.leases().keySet().stream()
                .mapToLong(run.truth::billedNanos)
                .sum();
    }

    /** What no call has spent and none holds: free at the control plane, at some node or on its way. */
    private long idle() {
        long charged = run.books.leases().keySet().stream()
                .mapToLong(run.truth::chargedNanos)
                .sum();
        long held = run.slots.stream()
                .map(Simulation.Slot::running)
                .mapToLong(node -> node == null ? 0 : node.heldNanos())
                .sum();
        return limit - charged - held;
    }

    double shareAtFirstClamp() {
        return share(usedAtFirstClamp);
    }

    double shareAtFirstRefusal() {
        return share(usedAtFirstRefusal);
    }

    private double share(long used) {
        return used < 0 ? 1 : (double) used / limit;
    }

    double shareInTheEnd() {
        return share(used());
    }

    long mostIdleAtARefusal() {
        return mostIdleAtARefusal;
    }

    double requestsPerGrant() {
        return (double) run.tally.admitted / Math.max(1, run.books.grants());
    }

    Tally tally() {
        return run.tally;
    }
}
