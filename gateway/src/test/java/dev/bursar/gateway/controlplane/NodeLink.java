package dev.bursar.gateway.controlplane;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.UsageSink;
import dev.bursar.nodeapi.v1.UsageEvent;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A node's dealings in money with the control plane as {@link ControlPlane} puts them together, on one given executor. */
public final class NodeLink {
    private static final int SPOOL_EVENTS = 100_000;

    private final EpochKeeper epochs;
    private final LeaseClient leases;
    private final UsageSpool spool;
    private final UsageReporter reporter;

    /** @param directory where the spool is; null: memory only */
    public NodeLink(
            ManagedChannel channel,
            ScheduledExecutorService timer,
            RandomGenerator random,
            @Nullable Path directory,
            Consumer<List<Charge>> onReported,
            Runnable onFenced) {
        Calls calls = new Calls(channel, Duration.ofSeconds(2));
        this.epochs = new EpochKeeper(calls, timer, new Backoff(3_000, random), () -> "node", onFenced);
        this.leases = new LeaseClient(calls, epochs, timer, new Backoff(3_000, random));
        this.spool = UsageSpool.in(directory, SPOOL_EVENTS, onReported);
        this.reporter = new UsageReporter(calls, spool, epochs, timer, new Backoff(3_000, random), 200);
    }

    public void start() {
        epochs.open();
        reporter.start();
    }

    /** Events of an earlier life that were found on its disk. */
    public List<UUID> spooled() {
        return spool.batch(SPOOL_EVENTS).stream().map(NodeLink::id).toList();
    }

    /** Events that the control plane does not have. */
    public int unreported() {
        return spool.size();
    }

    private static UUID id(byte[] event) {
        try {
            return UUID.fromString(UsageEvent.parseFrom(event).getEventId());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    public LeaseDesk desk() {
        return leases;
    }

    public UsageSink sink() {
        return spool;
    }

    public OptionalLong epoch() {
        return epochs.current();
    }

    public int pendingReturns() {
        return leases.pendingReturns();
    }

    public CompletableFuture<Boolean> flush() {
        return reporter.flush();
    }

    public CompletableFuture<Boolean> close() {
        return epochs.close();
    }
}
