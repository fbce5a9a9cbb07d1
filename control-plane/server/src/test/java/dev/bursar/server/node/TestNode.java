package dev.bursar.server.node;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.Recall;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.server.testing.Eventually;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A gateway as the control plane sees it: a certificate and the node contract. Takes every update, unless told not to. */
final class TestNode implements AutoCloseable {
    private final ManagedChannel channel;
    private final List<Recall> recalls = new CopyOnWriteArrayList<>();
    private final List<PolicyUpdate> updates = new CopyOnWriteArrayList<>();
    private volatile @Nullable Status ended;
    private volatile String nack = "";
    private volatile long applied;
    private volatile boolean hasSnapshot;
    private volatile boolean takesParts = true;
    private @Nullable StreamObserver<PolicyStatus> statuses;

    TestNode(int port, X509Bundle authority, @Nullable X509Bundle identity) {
        try {
            SslContextBuilder tls = SslContextBuilder.forClient().trustManager(authority.toTrustManagerFactory());
            if (identity != null) {
                tls.keyManager(identity.toKeyManagerFactory());
            }
            channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                    .sslContext(GrpcSslContexts.configure(tls).build())
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    ControlGrpc.ControlBlockingStub calls() {
        return ControlGrpc.newBlockingStub(channel);
    }

    void follow(long appliedRevision) {
        applied = appliedRevision;
        ended = null;
        hasSnapshot = false;
        StreamObserver<PolicyStatus> out = ControlGrpc.newStub(channel).followPolicy(new Updates());
        statuses = out;
        out.onNext(PolicyStatus.newBuilder()
                .setAppliedRevision(appliedRevision)
                .setTakesParts(takesParts)
                .build());
    }

    /** Knows nothing of snapshots in parts. */
    TestNode old() {
        takesParts = false;
        return this;
    }

    /** The whole of one, since it follows. */
    boolean hasSnapshot() {
        return hasSnapshot;
    }

    /** Ends its stream. */
    void leave() {
        StreamObserver<PolicyStatus> out = statuses;
        if (out != null) {
            out.onCompleted();
            Eventually.until("the stream ends", () -> ended != null);
        }
    }

    /** Rejects from now on; empty: takes again. */
    void reject(String error) {
        nack = error;
    }

    List<Revision> revisions() {
        return updates.stream().map(TestNode::read).toList();
    }

    Revision last() {
        return updates.isEmpty() ? Revision.getDefaultInstance() : read(updates.getLast());
    }

    List<Recall> recalls() {
        return recalls;
    }

    List<PolicyUpdate> updates() {
        return updates;
    }

    Revision await(String what, Predicate<Revision> wanted) {
        Eventually.until(what, () -> revisions().stream().anyMatch(wanted));
        return revisions().stream().filter(wanted).findFirst().orElseThrow();
    }

    Status awaitEnd() {
        Eventually.until("the stream ends", () -> ended != null);
        Status status = ended;
        return status == null ? Status.OK : status;
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    static Revision read(PolicyUpdate update) {
        try {
            return Revision.parseFrom(update.getRevision());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Updates implements StreamObserver<PolicyUpdate> {
        @Override
        public void onNext(PolicyUpdate update) {
            if (update.getRecallsCount() > 0) {
                recalls.addAll(update.getRecallsList());
                return;
            }
            updates.add(update);
            Revision revision = read(update);
            hasSnapshot = hasSnapshot || revision.getBaseRevision() == 0 && !revision.getMoreParts();
            if (nack.isEmpty() && !revision.getMoreParts()) {
                applied = revision.getRevision();
            }
            StreamObserver<PolicyStatus> out = statuses;
            if (out != null) {
                out.onNext(PolicyStatus.newBuilder()
                        .setAppliedRevision(applied)
                        .setNonce(update.getNonce())
                        .setTakesParts(takesParts)
                        .setError(nack)
                        .build());
            }
        }

        @Override
        public void onError(Throwable cause) {
            ended = Status.fromThrowable(cause);
        }

        @Override
        public void onCompleted() {
            ended = Status.OK;
        }
    }
}
