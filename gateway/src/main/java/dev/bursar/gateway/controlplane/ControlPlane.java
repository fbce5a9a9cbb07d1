package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.admission.AskDesk;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.gateway.keyring.KeyRefresh;
import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.metering.Charge;
import dev.bursar.gateway.metering.UsageSink;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.revision.RevisionVerifier;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All of this node's dealings with the control plane, started and stopped as one. */
public final class ControlPlane {
    private static final long STOP_STEP_MILLIS = 20;

    /**
     * What it works with.
     *
     * @param stateDirectory null: nothing is kept on disk
     * @param advertisedAddress where clients reach this node
     * @param onReported charges that the control plane has now
     * @param onFenced leases don't count any more
     * @param onRecall others wait for the idle money of the budget with this id
     */
    public record Parts(
            ManagedChannel channel,
            ControlPlaneProperties properties,
            @Nullable Path stateDirectory,
            FleetSecret secret,
            RevisionVerifier verifier,
            PolicyInForce policy,
            Keyring keyring,
            ScheduledExecutorService timer,
            RandomGenerator random,
            Supplier<String> advertisedAddress,
            Consumer<List<Charge>> onReported,
            Runnable onFenced,
            Consumer<String> onRecall) {}

    private final Parts parts;
    private final EpochKeeper epochs;
    private final PolicyFeed feed;
    private final LeaseClient leases;
    private final AskClient asks;
    private final RefreshClient refreshes;
    private final UsageSpool spool;
    private final UsageReporter reporter;
    private final ScheduledExecutorService reporting;

    public ControlPlane(Parts parts) {
        this.parts = parts;
        ControlPlaneProperties properties = parts.properties();
        Calls calls = new Calls(parts.channel(), properties.callTimeout());
        this.reporting = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("usage-reporter").daemon().factory());
        this.epochs = new EpochKeeper(calls, parts.timer(), backoff(), parts.advertisedAddress(), parts.onFenced());
        PolicyApplier applier =
                new PolicyApplier(parts.verifier(), new PolicyReader(parts.secret()), parts.policy(), parts.keyring());
        PolicyStore store = PolicyStore.in(parts.stateDirectory());
        this.feed = new PolicyFeed(calls, applier, store, parts.policy(), parts.timer(), backoff(), parts.onRecall());
        this.leases = new LeaseClient(calls, epochs, parts.timer(), backoff());
        this.asks = new AskClient(calls);
        this.refreshes = new RefreshClient(calls);
        this.spool = UsageSpool.in(parts.stateDirectory(), properties.spoolEvents(), parts.onReported());
        this.reporter = new UsageReporter(
                calls,
                spool,
                epochs,
                reporting,
                backoff(),
                properties.flushInterval().toMillis());
    }

    public LeaseDesk leaseDesk() {
        return leases;
    }

    public AskDesk askDesk() {
        return asks;
    }

    public KeyRefresh keyRefresh() {
        return refreshes;
    }

    public UsageSink usageSink() {
        return spool;
    }

    /** Restores what is on disk, then keeps in touch. Returns at once, whether or not the control plane is there. */
    public void start() {
        feed.restore();
        epochs.open();
        feed.follow();
        feed.startHeartbeat();
        reporter.start();
    }

    /** Reports what is left and closes the epoch, for a bounded time. Leases must have been returned before. */
    public void stop(long timeoutMillis) {
        feed.stop();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        boolean reported = within(reporter.flush(), timeoutMillis);
        while (leases.pendingReturns() > 0 && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(STOP_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (reported) {
            within(epochs.close(), timeoutMillis);
        }
        reporting.shutdownNow();
        closeChannel();
    }

    private static boolean within(CompletableFuture<Boolean> end, long timeoutMillis) {
        try {
            return end.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Its callbacks need the executor that is shut down next. */
    private void closeChannel() {
        parts.channel().shutdownNow();
        try {
            parts.channel().awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean connected() {
        return parts.channel().getState(false) == ConnectivityState.READY;
    }

    public OptionalLong epoch() {
        return epochs.current();
    }

    /** Why the last policy update was rejected; empty if it was not. */
    public String policyError() {
        return feed.lastError();
    }

    public int unreportedEvents() {
        return spool.size();
    }

    private Backoff backoff() {
        return new Backoff(parts.properties().maxBackoff().toMillis(), parts.random());
    }
}
