package dev.bursar.gateway.controlplane;

import dev.bursar.nodeapi.v1.CloseEpochRequest;
import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.OpenEpochRequest;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This life of the node, as the control plane counts lives. Opens one, as soon as the control plane can be reached. */
final class EpochKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(EpochKeeper.class);

    private final Calls calls;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final Supplier<String> advertisedAddress;
    private final Runnable onFenced;
    private final List<Long> opened = new ArrayList<>();
    private volatile long epoch;
    private boolean opening;
    private boolean stopped;

    /** @param onFenced the node's leases don't count any more */
    EpochKeeper(
            Calls calls,
            ScheduledExecutorService timer,
            Backoff backoff,
            Supplier<String> advertisedAddress,
            Runnable onFenced) {
        this.calls = calls;
        this.timer = timer;
        this.backoff = backoff;
        this.advertisedAddress = advertisedAddress;
        this.onFenced = onFenced;
    }

    OptionalLong current() {
        long now = epoch;
        return now == 0 ? OptionalLong.empty() : OptionalLong.of(now);
    }

    synchronized void open() {
        if (opening || stopped || epoch != 0) {
            return;
        }
        opening = true;
        String version = EpochKeeper.class.getPackage().getImplementationVersion();
        OpenEpochRequest request = OpenEpochRequest.newBuilder()
                .setVersion(version == null ? "development" : version)
                .setAdvertisedAddress(advertisedAddress.get())
                .build();
        calls.reconnect();
        calls.call(ControlGrpc.ControlStub::openEpoch, request).whenComplete((reply, failure) -> {
            if (failure == null) {
                opened(reply.getEpoch());
            } else {
                retry(failure);
            }
        });
    }

    /** The control plane answered as if this epoch were not open: begins another. */
    void fenced(long which) {
        synchronized (this) {
            if (epoch != which || stopped) {
                return;
            }
            epoch = 0;
        }
        LOG.warn("epoch {} of this node was ended by the control plane; opening another", which);
        onFenced.run();
        open();
    }

    /**
     * Everything of this process is reported: of every epoch that it opened, fenced ones too.
     *
     * @return whether the control plane has closed them
     */
    CompletableFuture<Boolean> close() {
        List<Long> lived;
        synchronized (this) {
            stopped = true;
            lived = List.copyOf(opened);
        }
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(true);
        for (long one : lived) {
            all = all.thenCombine(close(one), (before, closed) -> before && closed);
        }
        return all;
    }

    private CompletableFuture<Boolean> close(long which) {
        CloseEpochRequest request =
                CloseEpochRequest.newBuilder().setEpoch(which).build();
        return calls.call(ControlGrpc.ControlStub::closeEpoch, request).handle((reply, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "could not close epoch {}: {}",
                        which,
                        Status.fromThrowable(failure).getCode());
            }
            return failure == null;
        });
    }

    private synchronized void opened(long which) {
        opening = false;
        epoch = which;
        opened.add(which);
        backoff.succeeded();
        LOG.info("opened epoch {}", which);
    }

    private synchronized void retry(Throwable failure) {
        opening = false;
        if (!stopped) {
            long wait = backoff.failed();
            LOG.debug(
                    "cannot open an epoch yet: {}",
                    Status.fromThrowable(failure).getCode());
            timer.schedule(this::open, wait, TimeUnit.MILLISECONDS);
        }
    }
}
