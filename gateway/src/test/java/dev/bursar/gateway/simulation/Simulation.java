package dev.bursar.gateway.simulation;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.memory.InMemoryBooks;
import dev.bursar.policy.budget.memory.InMemoryLives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One run: nodes, control plane, clients. What goes wrong comes from outside. After each step all is checked. */
final class Simulation {
    /** A node's place: it outlives the processes that run there. */
    static final class Slot {
        final UUID id;
        final Carrier.Line line;
        final NodeClock clock;
        final List<VirtualNode> lives = new ArrayList<>();
        /** Processes that run on although another was started in their place. */
        final List<VirtualNode> twins = new ArrayList<>();

        private @Nullable Path directory;
        private @Nullable VirtualNode running;

        Slot(int number, NodeClock clock, @Nullable Path directory) {
            this.id = new UUID(3, number);
            this.line = new Carrier.Line(number);
            this.clock = clock;
            this.directory = directory;
        }

        @Nullable
        VirtualNode running() {
            return running;
        }
    }

    /**
     * What a run takes place in.
     *
     * @param random for nodes, clients and faults
     * @param database for how long its transactions take
     */
    record World(VirtualTime time, Tally tally, Carrier carrier, RandomGenerator random, RandomGenerator database) {}

    final Scenario scenario;
    final VirtualTime time;
    final InMemoryLives lives = new InMemoryLives();
    final WatchedBooks books;
    final Truth truth;
    final Tally tally;
    final Carrier carrier;
    final VirtualControlPlane controlPlane;
    final List<Slot> slots = new ArrayList<>();
    final RandomGenerator random;
    final Treasury treasury;
    private final Disks disks;
    private final Parts parts;
    private final PolicyInForce policy;
    private Watch watch = Watch.NOBODY;
    private long leases;

    Simulation(Scenario scenario, World world, Disks disks, Parts parts) {
        this.scenario = scenario;
        this.time = world.time();
        this.tally = world.tally();
        this.carrier = world.carrier();
        this.random = world.random();
        this.disks = disks;
        this.parts = parts;
        InMemoryBooks inner = new InMemoryBooks(lives);
        scenario.house().open(inner);
        this.books = new WatchedBooks(inner, tally, time.trace);
        this.truth = new Truth(books, time.trace);
        this.policy = scenario.house().policy();
        this.treasury = new Treasury(scenario.terms(), () -> new UUID(1, ++leases));
        this.controlPlane = new VirtualControlPlane(
                time, world.database(), books, lives, parts.reducers(treasury), scenario.nodes(), tally, this::recall);
        for (int i = 0; i < scenario.nodes(); i++) {
            slots.add(new Slot(i, new NodeClock(time), scenario.disk() ? disks.fresh() : null));
        }
        time.afterEach(this::check);
    }

    void watch(Watch by) {
        watch = by;
    }

    /** Everything is up, and clients begin to ask. */
    void start() {
        slots.forEach(this::boot);
        every(1_000, controlPlane::sweep);
        if (scenario.requestsPerSecond() > 0) {
            slots.forEach(this::clients);
        }
    }

    void boot(Slot slot) {
        VirtualNode node = new VirtualNode(
                slot.id,
                new VirtualNode.Surroundings(
                        time,
                        random,
                        carrier,
                        slot.line,
                        controlPlane,
                        slot.clock,
                        policy,
                        scenario.properties(),
                        truth,
                        tally,
                        parts,
                        watch,
                        slot.directory));
        List<UUID> found = node.link.spooled();
        if (!found.isEmpty()) {
            node.events.addAll(found);
            tally.happened(Fault.CRASH_KEEPING_DISK);
        }
        slot.running = node;
        slot.lives.add(node);
        node.start();
    }

    /** @param keepsDisk its spool is found by the next process */
    void crash(Slot slot, boolean keepsDisk) {
        VirtualNode node = slot.running;
        if (node == null) {
            return;
        }
        node.die();
        slot.running = null;
        Path directory = slot.directory;
        if (directory == null) {
            tally.happened(Fault.CRASH_WITHOUT_DISK);
        } else if (keepsDisk) {
            disks.tear(directory, random);
        } else {
            slot.directory = disks.fresh();
            tally.happened(Fault.CRASH_LOSING_DISK);
        }
    }

    /** Another process starts in the place of one that still runs, on another disk. */
    void startTwin(Slot slot, VirtualNode old) {
        tally.happened(Fault.TWIN);
        slot.twins.add(old);
        if (slot.directory != null) {
            slot.directory = disks.fresh();
        }
        boot(slot);
    }

    /** Ends a node as its operator would. Its requests must have ended. */
    void stop(Slot slot) {
        VirtualNode node = slot.running;
        if (node != null) {
            node.stopping();
            node.paths.returnAll();
            node.link.flush().thenAccept(reported -> end(node, reported));
        }
    }

    private void end(VirtualNode node, boolean reported) {
        Violation.unless(reported, "with nothing in the way, everything is reported");
        if (node.link.pendingReturns() > 0) {
            node.timer.schedule(() -> end(node, true), 100, TimeUnit.MILLISECONDS);
        } else {
            node.link.close().thenAccept(closed -> {
                Violation.unless(closed, "with nothing in the way, an epoch is closed");
                node.die();
            });
        }
    }

    private void clients(Slot slot) {
        long pause = (long) (-Math.log(1 - random.nextDouble()) * 1_000_000 / scenario.requestsPerSecond());
        time.afterMicros(pause, () -> {
            VirtualNode node = slot.running;
            if (time.nowMicros() < scenario.lastsMillis() * 1000) {
                if (node != null) {
                    List<KeyGrant> keys = scenario.house().keys;
                    node.request(keys.get(random.nextInt(keys.size())), scenario.ask(random));
                }
                clients(slot);
            }
        });
    }

    private void every(long millis, Runnable what) {
        time.afterMillis(millis, () -> {
            what.run();
            every(millis, what);
        });
    }

    /** What the last step has touched. Accounts are checked when they are written. */
    private void check() {
        for (Slot slot : slots) {
            VirtualNode node = slot.running;
            if (node != null) {
                node.check();
            }
            slot.twins.forEach(VirtualNode::check);
        }
        books.takeChangedLeases().forEach(truth::checkCovered);
    }

    private void recall(UUID askedBy, Set<UUID> budgets) {
        for (Slot slot : slots) {
            if (!slot.id.equals(askedBy)) {
                carrier.down(slot.line, Optional.empty(), () -> recall(slot, budgets));
            }
        }
    }

    private static void recall(Slot slot, Set<UUID> budgets) {
        VirtualNode node = slot.running;
        if (node != null) {
            budgets.stream().sorted().map(UUID::toString).forEach(node::recall);
        }
    }
}
