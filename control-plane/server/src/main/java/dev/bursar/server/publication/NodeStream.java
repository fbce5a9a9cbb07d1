package dev.bursar.server.publication;

import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's policy stream: where the node stands in the line of revisions, and what it said.
 *
 * <p>Sends only while the transport takes more, so nothing piles up for a slow node. After a rejected update the node
 * gets a snapshot; after a rejected snapshot the next one comes half a minute later, and the error stands in the
 * console until then.
 */
final class NodeStream implements StreamObserver<PolicyStatus> {
    private static final Logger LOG = LoggerFactory.getLogger(NodeStream.class);
    private static final int MOST_RECALLS = 256;
    private static final Duration AFTER_REJECTED_SNAPSHOT = Duration.ofSeconds(30);

    private final Node node;
    private final ServerCallStreamObserver<PolicyUpdate> out;
    private final PolicyLine line;
    private final Fleet fleet;
    private final Clock clock;
    private final Executor pumps;
    private final Consumer<NodeStream> onEnd;
    private final Queue<Recalls.Call> recalls = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    private boolean greeted;
    private boolean needsSnapshot;
    private Instant snapshotFrom = Instant.EPOCH;
    private long snapshotNonce;
    private long lastSnapshotNonce;
    private boolean takesParts;
    private @Nullable Snapshot sending;
    private int sentParts;
    private long sent;
    private Instant sentIssuedAt = Instant.EPOCH;
    private long nonce;

    NodeStream(
            Node node,
            ServerCallStreamObserver<PolicyUpdate> out,
            PolicyLine line,
            Fleet fleet,
            Clock clock,
            Executor pumps,
            Consumer<NodeStream> onEnd) {
        this.node = node;
        this.out = out;
        this.line = line;
        this.fleet = fleet;
        this.clock = clock;
        this.pumps = pumps;
        this.onEnd = onEnd;
        out.setOnReadyHandler(this::wake);
        out.setOnCancelHandler(this::finished);
    }

    Node node() {
        return node;
    }

    /** There may be something to send. */
    void wake() {
        if (!ended.get() && scheduled.compareAndSet(false, true)) {
            try {
                pumps.execute(this::pump);
            } catch (RejectedExecutionException e) {
                LOG.debug("the control plane stops; nothing more for node {}", node.name());
            }
        }
    }

    /** Other nodes need what this one may have left of a budget. Beyond the bound it is dropped: it comes again. */
    void recall(Recalls.Call call) {
        if (!call.needingNode().equals(node.id()) && recalls.size() < MOST_RECALLS) {
            recalls.add(call);
            wake();
        }
    }

    @Override
    public void onNext(PolicyStatus status) {
        if (!fleet.heard(node, status.getAppliedRevision(), status.getError())) {
            fail(Status.PERMISSION_DENIED.withDescription("node_revoked"));
            return;
        }
        take(status);
        wake();
    }

    @Override
    public void onError(Throwable cause) {
        finished();
    }

    @Override
    public void onCompleted() {
        finished();
        out.onCompleted();
    }

    void end(String why) {
        fail(Status.UNAVAILABLE.withDescription(why));
    }

    private synchronized void take(PolicyStatus status) {
        takesParts = status.getTakesParts();
        if (!greeted) {
            greeted = true;
            sent = status.getAppliedRevision();
            needsSnapshot = sent == 0 || sent > line.head() && sent > line.committed();
        } else if (isRejection(status)) {
            LOG.warn(
                    "node {} rejected a policy update and keeps revision {}", node.name(), status.getAppliedRevision());
            boolean wasSnapshot = status.getNonce() >= snapshotNonce && status.getNonce() <= lastSnapshotNonce;
            needsSnapshot = true;
            sending = null;
            snapshotFrom = wasSnapshot ? clock.instant().plus(AFTER_REJECTED_SNAPSHOT) : Instant.EPOCH;
        }
    }

    /** Of something not answered by a snapshot yet. Nonce 0 is a heartbeat, which repeats an error but rejects nothing. */
    private boolean isRejection(PolicyStatus status) {
        return !status.getError().isEmpty() && status.getNonce() > 0 && status.getNonce() >= snapshotNonce;
    }

    private void pump() {
        scheduled.set(false);
        try {
            sendWhileReady();
        } catch (RuntimeException e) {
            LOG.warn("the policy stream of node {} breaks off; the node comes back", node.name(), e);
            fail(Status.UNAVAILABLE.withDescription("policy_unavailable"));
        }
    }

    private synchronized void sendWhileReady() {
        if (greeted && !ended.get() && out.isReady() && !recalls.isEmpty()) {
            PolicyUpdate.Builder update = PolicyUpdate.newBuilder();
            for (Recalls.Call call = recalls.poll(); call != null; call = recalls.poll()) {
                update.addRecalls(call.toNode());
            }
            out.onNext(update.build());
        }
        while (greeted && !ended.get() && out.isReady()) {
            Optional<PolicyUpdate> next = next();
            if (next.isEmpty()) {
                return;
            }
            out.onNext(next.get());
        }
    }

    private Optional<PolicyUpdate> next() {
        if (sending == null && !needsSnapshot) {
            PolicyLine.Next next = line.after(sent, sentIssuedAt);
            needsSnapshot = next.snapshot();
            if (!next.snapshot()) {
                return Optional.ofNullable(next.delta()).map(this::sent);
            }
        }
        if (sending == null) {
            if (clock.instant().isBefore(snapshotFrom)) {
                return Optional.empty();
            }
            sending = line.snapshot(takesParts);
            sentParts = 0;
            snapshotNonce = nonce + 1;
            needsSnapshot = false;
        }
        return Optional.of(nextPart(sending));
    }

    private PolicyUpdate sent(Sealed delta) {
        sent = delta.revision();
        sentIssuedAt = delta.issuedAt();
        return delta.update(++nonce);
    }

    /** One at a time, as the transport takes them: a slow node's parts stay on disk. */
    private PolicyUpdate nextPart(Snapshot snapshot) {
        PolicyUpdate update = snapshot.part(sentParts++, ++nonce);
        lastSnapshotNonce = nonce;
        if (sentParts == snapshot.parts()) {
            sending = null;
            sent = snapshot.last().revision();
            sentIssuedAt = snapshot.last().issuedAt();
        }
        return update;
    }

    private void fail(Status status) {
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(this);
            try {
                out.onError(status.asRuntimeException());
            } catch (IllegalStateException e) {
                LOG.debug("the stream of node {} had ended already", node.name());
            }
        }
    }

    private void finished() {
        if (ended.compareAndSet(false, true)) {
            onEnd.accept(this);
        }
    }
}
