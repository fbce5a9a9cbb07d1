package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the control plane's policy: applies or rejects each update and says so. Comes back after every break, and
 * leaves a stream that has gone silent: the control plane sends a heartbeat every ten seconds.
 */
final class PolicyFeed {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyFeed.class);
    private static final int MAX_ERROR = 500;
    private static final int HEARTBEAT_SECONDS = 10;
    /** Of the control plane's heartbeats, so many may be missing. */
    static final int SILENT_BEATS = 3;

    private final Calls calls;
    private final PolicyApplier applier;
    private final PolicyStore store;
    private final PolicyInForce inForce;
    private final ScheduledExecutorService timer;
    private final Backoff backoff;
    private final Consumer<String> onRecall;
    private volatile @Nullable Session session;
    private volatile boolean stopped;
    private boolean restoreFailed;
    private volatile String lastError = "";

    /** @param onRecall told the id of a budget whose idle money others wait for */
    PolicyFeed(
            Calls calls,
            PolicyApplier applier,
            PolicyStore store,
            PolicyInForce inForce,
            ScheduledExecutorService timer,
            Backoff backoff,
            Consumer<String> onRecall) {
        this.calls = calls;
        this.applier = applier;
        this.store = store;
        this.inForce = inForce;
        this.timer = timer;
        this.backoff = backoff;
        this.onRecall = onRecall;
    }

    /** From disk, before the control plane is asked. */
    void restore() {
        store.load(this::restore);
        applier.abandon();
        if (inForce.current().isPresent()) {
            LOG.info("policy revision {} restored from disk", inForce.current().revision());
        }
    }

    /** After one that is rejected, none fits. */
    private void restore(PolicyUpdate update) {
        if (!restoreFailed) {
            try {
                applier.apply(update);
            } catch (RejectedPolicy e) {
                restoreFailed = true;
                LOG.warn("a stored policy update was rejected: {}", e.getMessage());
            }
        }
    }

    void follow() {
        if (!stopped) {
            Session next = new Session();
            session = next;
            next.begin();
        }
    }

    /** Tells the control plane now and then that this node lives. */
    void startHeartbeat() {
        timer.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    void stop() {
        stopped = true;
    }

    /** Of the last update that was rejected; empty after one was applied. */
    String lastError() {
        return lastError;
    }

    void beat() {
        Session current = session;
        if (current != null && current.isSilent()) {
            current.leave();
        } else if (current != null) {
            current.answer(0, "");
        }
    }

    /** One stream, from its opening to its end. */
    private final class Session implements StreamObserver<PolicyUpdate> {
        private volatile @Nullable StreamObserver<PolicyStatus> replies;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger beatsUnheard = new AtomicInteger();

        void begin() {
            try {
                calls.reconnect();
                applier.abandon();
                StreamObserver<PolicyStatus> opened = calls.stub().followPolicy(this);
                replies = opened;
                answer(0, "");
            } catch (RuntimeException e) {
                LOG.warn("the policy stream could not be opened; it is tried again", e);
                ended("could not be opened");
            }
        }

        /** Asked at each of this node's own beats. */
        boolean isSilent() {
            return beatsUnheard.incrementAndGet() > SILENT_BEATS;
        }

        void leave() {
            LOG.warn(
                    "nothing was heard on the policy stream for {} s; opening another",
                    SILENT_BEATS * HEARTBEAT_SECONDS);
            ended("silent");
            if (replies instanceof ClientCallStreamObserver<PolicyStatus> call) {
                call.cancel("silent", null);
            }
        }

        @Override
        public void onNext(PolicyUpdate update) {
            beatsUnheard.set(0);
            backoff.succeeded();
            update.getRecallsList().forEach(recall -> onRecall.accept(recall.getBudgetId()));
            if (update.getRecallsCount() > 0 && update.getRevision().isEmpty()) {
                return;
            }
            String error = "";
            try {
                store.keep(update, applier.apply(update));
                LOG.debug("policy revision {} applied", inForce.current().revision());
            } catch (RejectedPolicy e) {
                error = e.getMessage() == null ? "rejected" : e.getMessage();
                LOG.warn("policy update rejected: {}", error);
            }
            lastError = error;
            answer(update.getNonce(), error);
        }

        @Override
        public void onError(Throwable cause) {
            ended(Status.fromThrowable(cause).getCode().name());
        }

        @Override
        public void onCompleted() {
            ended("completed");
        }

        /** Updates are answered by gRPC's thread, heartbeats come from the timer's. */
        synchronized void answer(long nonce, String error) {
            StreamObserver<PolicyStatus> out = replies;
            if (out == null || over.get()) {
                return;
            }
            try {
                out.onNext(PolicyStatus.newBuilder()
                        .setAppliedRevision(inForce.current().revision())
                        .setNonce(nonce)
                        .setTakesParts(true)
                        .setError(error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error)
                        .build());
            } catch (IllegalStateException e) {
                LOG.debug("the policy stream had ended already", e);
            }
        }

        private void ended(String why) {
            if (over.compareAndSet(false, true) && !stopped) {
                long wait = backoff.failed();
                LOG.debug("policy stream ended ({}), next attempt in {} ms", why, wait);
                timer.schedule(PolicyFeed.this::follow, wait, TimeUnit.MILLISECONDS);
            }
        }
    }
}
