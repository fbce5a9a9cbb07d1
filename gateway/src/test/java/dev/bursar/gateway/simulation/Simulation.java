package dev.bursar.gateway.simulation;

import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.budget.Treasury;
import dev.bursar.policy.budget.memory.InMemoryBooks;
import dev.bursar.policy.budget.memory.InMemoryLives;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One run: nodes, control plane, clients and what goes wrong, all from one seed. */
final class Simulation {
    /** A node's place: it outlives the processes that run there. */
    static final class Slot {
        final UUID id;
        final Network.Line line = new Network.Line();
        final NodeClock clock;
        final List<VirtualNode> lives = new ArrayList<>();
        private @Nullable Path directory;
        private @Nullable VirtualNode running;

        Slot(UUID id, NodeClock clock, @Nullable Path directory) {
            this.id = id;
            this.clock = clock;
            this.directory = directory;
        }

        @Nullable
        VirtualNode running() {
            return running;
        }
    }

    final Scenario scenario;
    final VirtualTime time = new VirtualTime(House.START_MILLIS);
    final InMemoryLives lives = new InMemoryLives();
    final WatchedBooks books;
    final Truth truth;
    final Tally tally = new Tally();
    final Network network;
    final VirtualControlPlane controlPlane;
    final List<Slot> slots = new ArrayList<>();
    final RandomGenerator random;
    final Treasury treasury;
    final Disks disks;
    private final PolicyInForce policy;
    private long leases;

    /** @param mutation {@link UnaryOperator#identity}: the production reducers */
    Simulation(Scenario scenario, long seed, Disks disks, UnaryOperator<Reducers> mutation) {
        SplittableRandom root = new SplittableRandom(seed);
        this.scenario = scenario;
        this.disks = disks;
        this.random = root.split();
        InMemoryBooks inner = new InMemoryBooks(lives);
        scenario.house().open(inner);
        this.books = new WatchedBooks(inner);
        this.truth = new Truth(books);
        this.network = new Network(time, root.split());
        this.policy = scenario.house().policy();
        this.treasury = new Treasury(scenario.terms(), () -> new UUID(1, ++leases));
        this.controlPlane = new VirtualControlPlane(
                time,
                root.split(),
                books,
                lives,
                mutation.apply(new Reducers(treasury)),
                scenario.nodes(),
                this::afterCall,
                this::recall);
        for (int i = 0; i < scenario.nodes(); i++) {
            UUID id = new UUID(3, i);
            slots.add(new Slot(id, new NodeClock(time), scenario.disk() ? disks.fresh() : null));
        }
    }

    /** Everything is up, and clients begin to ask. */
    void start() {
        slots.forEach(this::boot);
        every(1_000, controlPlane::sweep);
        slots.forEach(this::clients);
    }

    void boot(Slot slot) {
        VirtualNode node = new VirtualNode(
                slot.id,
                new VirtualNode.Surroundings(
                        time,
                        random,
                        network,
                        slot.line,
                        controlPlane,
                        slot.clock,
                        policy,
                        scenario.properties(),
                        truth,
                        tally,
                        slot.directory));
        slot.running = node;
        slot.lives.add(node);
        node.start();
    }

    /** @param keepsDisk its spool is found by the next process */
    void crash(Slot slot, boolean keepsDisk) {
        VirtualNode node = slot.running;
        if (node != null) {
            node.die();
            slot.running = null;
            Path directory = slot.directory;
            if (directory != null) {
                if (keepsDisk) {
                    disks.tear(directory, random);
                } else {
                    slot.directory = disks.fresh();
                }
            }
        }
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
            node.timer.schedule(() -> end(node, true), 100, java.util.concurrent.TimeUnit.MILLISECONDS);
        } else {
            node.link.close().thenAccept(closed -> {
                Violation.unless(closed, "with nothing in the way, an epoch is closed");
                node.die();
            });
        }
    }

    boolean clientsAsk() {
        return time.nowMicros() < scenario.lastsMillis() * 1000;
    }

    Collection<VirtualNode> running() {
        List<VirtualNode> running = new ArrayList<>();
        for (Slot slot : slots) {
            VirtualNode node = slot.running;
            if (node != null) {
                running.add(node);
            }
        }
        return running;
    }

    private void clients(Slot slot) {
        long pause = (long) (-Math.log(1 - random.nextDouble()) * 1_000_000 / scenario.requestsPerSecond());
        time.afterMicros(pause, () -> {
            VirtualNode node = slot.running;
            if (clientsAsk()) {
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

    private void afterCall(UUID nodeId) {
        running().stream().filter(node -> node.id.equals(nodeId)).forEach(VirtualNode::check);
        books.changedLeases().forEach(truth::checkCovered);
    }

    private void recall(UUID askedBy, Set<UUID> budgets) {
        for (Slot slot : slots) {
            if (!slot.id.equals(askedBy)) {
                network.down(slot.line, () -> recall(slot, budgets));
            }
        }
    }

    private static void recall(Slot slot, Set<UUID> budgets) {
        VirtualNode node = slot.running;
        if (node != null) {
            budgets.stream().sorted().forEach(budget -> node.paths.recall(budget.toString()));
        }
    }
}
