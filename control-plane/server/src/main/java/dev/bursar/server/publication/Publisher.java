package dev.bursar.server.publication;

import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.server.platform.database.Tenancy;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings each committed change to every connected node. One thread waits for the bell, moves the line on and wakes the
 * streams; each stream sends at its node's own pace.
 */
@Component
public final class Publisher implements SmartLifecycle {
    /** Started before the server that nodes call, stopped after it. */
    public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 200;

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int POLL_MILLIS = 1000;
    private static final int PUMPS = 8;

    private final PolicyLine line;
    private final Fleet fleet;
    private final PublicationProperties properties;
    private final Tenancy tenancy;
    private final Clock clock;
    private final Map<UUID, NodeStream> streams = new ConcurrentHashMap<>();
    /** Platform threads: what reaches every node must not wait for a carrier that other work has pinned. */
    private final ExecutorService pumps = Executors.newFixedThreadPool(
            PUMPS, Thread.ofPlatform().name("policy-pump-", 0).daemon().factory());

    private final ThreadFactory threads;
    private volatile @Nullable Thread thread;

    @Autowired
    Publisher(PolicyLine line, Fleet fleet, PublicationProperties properties, Tenancy tenancy, Clock clock) {
        this(
                line,
                fleet,
                properties,
                tenancy,
                clock,
                Thread.ofPlatform().name("policy-publisher").daemon().factory());
    }

    /** @param threads makes the one that publishes */
    Publisher(
            PolicyLine line,
            Fleet fleet,
            PublicationProperties properties,
            Tenancy tenancy,
            Clock clock,
            ThreadFactory threads) {
        this.line = line;
        this.fleet = fleet;
        this.properties = properties;
        this.tenancy = tenancy;
        this.clock = clock;
        this.threads = threads;
    }

    /** A node opens its stream. An older one of the same node ends. */
    public StreamObserver<PolicyStatus> follow(Node node, ServerCallStreamObserver<PolicyUpdate> out) {
        NodeStream stream = new NodeStream(node, out, line, fleet, clock, pumps, this::ended);
        NodeStream older = streams.put(node.id(), stream);
        if (older != null) {
            older.end("a newer stream of this node took over");
        }
        return stream;
    }

    /** Nodes come back by themselves, here or at another control plane. */
    public void endStreams() {
        streams.values().forEach(stream -> stream.end("the control plane stops"));
    }

    private void ended(NodeStream stream) {
        if (streams.remove(stream.node().id(), stream)) {
            try {
                fleet.silent(stream.node());
            } catch (RuntimeException e) {
                LOG.debug(
                        "node {} went silent, which could not be written",
                        stream.node().name(),
                        e);
            }
        }
    }

    @Override
    public void start() {
        line.advance();
        // Known before it runs: it goes on only while it is.
        Thread publishing = threads.newThread(this::run);
        thread = publishing;
        publishing.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        endStreams();
        awaitEnd(running);
        pumps.shutdown();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** It holds a connection, which must go back before the pool closes. */
    private static void awaitEnd(@Nullable Thread running) {
        try {
            if (running != null) {
                running.join(Duration.ofMillis(2L * POLL_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Instant nextBeat = clock.instant();
        try (PolicyBell bell = new PolicyBell(tenancy)) {
            while (isRunning()) {
                nextBeat = step(nextBeat);
                recall(bell.await(POLL_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A recall that fails costs time only; publishing goes on. */
    private void recall(List<Recalls.Call> calls) {
        try {
            calls.forEach(call -> streams.values().forEach(stream -> stream.recall(call)));
        } catch (RuntimeException e) {
            LOG.warn("a recall could not be sent", e);
        }
    }

    private Instant step(Instant nextBeat) {
        try {
            boolean moved = line.advance();
            boolean beats = !clock.instant().isBefore(nextBeat);
            if (beats) {
                line.beat();
                line.forget();
            }
            if (moved || beats) {
                streams.values().forEach(NodeStream::wake);
            }
            return beats ? clock.instant().plus(properties.heartbeatEvery()) : nextBeat;
        } catch (RuntimeException e) {
            LOG.warn("publishing failed; it will be tried again", e);
            return nextBeat;
        }
    }
}
