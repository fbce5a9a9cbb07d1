package dev.bursar.gateway.controlplane;

import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.RejectedEvent;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the spool to the control plane, batch by batch, oldest first. Has a thread of its own, which may block. */
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

    /** Reports all there is. Blocks. @return whether everything is acknowledged */
    boolean flush(long timeoutMillis) {
        stopped = true;
        try {
            return thread.submit(() -> reportAll()).get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void round() {
        long wait = intervalMillis;
        try {
            wait = reportAll() ? intervalMillis : Math.max(intervalMillis, backoff.failed());
        } catch (RuntimeException e) {
            LOG.error("reporting usage failed", e);
        } finally {
            if (!stopped) {
                thread.schedule(this::round, wait, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Until a batch is not full: what comes in meanwhile waits for the next round, so that batches stay large. */
    private boolean reportAll() {
        OptionalLong epoch = epochs.current();
        List<byte[]> batch;
        do {
            epoch.ifPresent(spool::take);
            batch = spool.batch(BATCH);
            if (!batch.isEmpty() && !report(batch)) {
                return false;
            }
        } while (batch.size() == BATCH);
        return spool.size() == 0 || epoch.isPresent();
    }

    private void send(ControlGrpc.ControlStub stub, EncodedReport report, StreamObserver<ReportUsageReply> reply) {
        ClientCalls.asyncUnaryCall(stub.getChannel().newCall(method, stub.getCallOptions()), report, reply);
    }

    private boolean report(List<byte[]> batch) {
        try {
            ReportUsageReply reply =
                    calls.call(this::send, new EncodedReport(batch)).join();
            for (RejectedEvent rejected : reply.getRejectedList()) {
                LOG.warn("usage event {} was rejected: {}", rejected.getEventId(), rejected.getReason());
            }
            spool.acknowledged(batch.size());
            backoff.succeeded();
            return true;
        } catch (CompletionException e) {
            LOG.debug(
                    "usage cannot be reported yet: {}", Status.fromThrowable(e).getCode());
            return false;
        }
    }
}
