package dev.bursar.gateway.controlplane;

import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.RejectedEvent;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the spool to the control plane, batch by batch, oldest first. Has a thread of its own, on which all but the calls
 * happens.
 */
final class UsageReporter {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReporter.class);
    private static final int BATCH = 500;

    private final MethodDescriptor<EncodedReport, ReportUsageReply> method = EncodedReport.method();
    private final Calls calls;
    private final UsageSpool spool;
    private final EpochKeeper epochs;
    private final ScheduledExecutorService thread;
    private final Backoff backoff;
    private final long intervalMillis;
    private CompletableFuture<Boolean> underWay = CompletableFuture.completedFuture(true);
    private volatile boolean stopped;

    UsageReporter(
            Calls calls,
            UsageSpool spool,
            EpochKeeper epochs,
            ScheduledExecutorService thread,
            Backoff backoff,
            long intervalMillis) {
        this.calls = calls;
        this.spool = spool;
        this.epochs = epochs;
        this.thread = thread;
        this.backoff = backoff;
        this.intervalMillis = intervalMillis;
    }

    void start() {
        thread.schedule(this::round, intervalMillis, TimeUnit.MILLISECONDS);
    }

    /** Reports all there is, and begins no more rounds. Tells whether everything is acknowledged. */
    CompletableFuture<Boolean> flush() {
        stopped = true;
        return CompletableFuture.supplyAsync(this::reportAll, thread).thenCompose(told -> told);
    }

    private void round() {
        reportAll().thenAccept(all -> {
            if (!stopped) {
                long wait = all ? intervalMillis : Math.max(intervalMillis, backoff.failed());
                thread.schedule(this::round, wait, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** One at a time: two would acknowledge the same events. Never completes exceptionally. */
    private CompletableFuture<Boolean> reportAll() {
        underWay = underWay.thenCompose(before -> reportRest()).exceptionally(failure -> {
            LOG.error("reporting usage failed", failure);
            return false;
        });
        return underWay;
    }

    /** Until a batch is not full: what comes in meanwhile waits for the next round, so that batches stay large. */
    private CompletableFuture<Boolean> reportRest() {
        OptionalLong epoch = epochs.current();
        epoch.ifPresent(spool::take);
        List<byte[]> batch = spool.batch(BATCH);
        if (batch.isEmpty()) {
            return CompletableFuture.completedFuture(spool.size() == 0 || epoch.isPresent());
        }
        return calls.call(this::send, new EncodedReport(batch))
                .handleAsync((reply, failure) -> answered(batch, reply, failure), thread)
                .thenCompose(reported -> {
                    if (reported && batch.size() == BATCH) {
                        return reportRest();
                    }
                    boolean all = reported && (spool.size() == 0 || epoch.isPresent());
                    return CompletableFuture.completedFuture(all);
                });
    }

    private void send(ControlGrpc.ControlStub stub, EncodedReport report, StreamObserver<ReportUsageReply> reply) {
        ClientCalls.asyncUnaryCall(stub.getChannel().newCall(method, stub.getCallOptions()), report, reply);
    }

    private boolean answered(List<byte[]> batch, @Nullable ReportUsageReply reply, @Nullable Throwable failure) {
        if (reply == null) {
            LOG.debug(
                    "usage cannot be reported yet: {}",
                    Status.fromThrowable(Objects.requireNonNull(failure)).getCode());
            return false;
        }
        for (RejectedEvent rejected : reply.getRejectedList()) {
            LOG.warn("usage event {} was rejected: {}", rejected.getEventId(), rejected.getReason());
        }
        spool.acknowledged(batch.size());
        backoff.succeeded();
        return true;
    }
}
