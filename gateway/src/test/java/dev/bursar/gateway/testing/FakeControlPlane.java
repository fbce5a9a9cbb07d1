package dev.bursar.gateway.testing;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.AskForMoreReply;
import dev.bursar.nodeapi.v1.AskForMoreRequest;
import dev.bursar.nodeapi.v1.CloseEpochReply;
import dev.bursar.nodeapi.v1.CloseEpochRequest;
import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.OpenEpochReply;
import dev.bursar.nodeapi.v1.OpenEpochRequest;
import dev.bursar.nodeapi.v1.PolicyStatus;
import dev.bursar.nodeapi.v1.PolicyUpdate;
import dev.bursar.nodeapi.v1.ReadBudgetsReply;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.Recall;
import dev.bursar.nodeapi.v1.RefreshWorkloadKeysReply;
import dev.bursar.nodeapi.v1.RefreshWorkloadKeysRequest;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesReply;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.nodeapi.v1.UsageEvent;
import dev.bursar.policy.revision.RevisionSigner;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A control plane in memory behind a real gRPC port: signs and pushes policy, keeps accounts, takes usage. */
public final class FakeControlPlane extends ControlGrpc.ControlImplBase implements AutoCloseable {
    private final KeyPair signing;
    private final Server server;
    private final int port;
    private final FakeLedger ledger = new FakeLedger();
    private final List<StreamObserver<PolicyUpdate>> followers = new CopyOnWriteArrayList<>();
    private final List<PolicyStatus> statuses = new CopyOnWriteArrayList<>();
    private final Map<String, UsageEvent> events = new ConcurrentHashMap<>();
    private final List<String> reportedIds = new CopyOnWriteArrayList<>();
    private final AtomicLong epochs = new AtomicLong();
    private final AtomicLong nonces = new AtomicLong();
    private final AtomicInteger streams = new AtomicInteger();
    private final List<Long> closedEpochs = new CopyOnWriteArrayList<>();
    private volatile @Nullable PolicyUpdate snapshot;
    private volatile boolean leasesDown;
    private volatile boolean usageDown;
    private volatile boolean forgetful;
    private final List<AskForMoreRequest> asked = new CopyOnWriteArrayList<>();
    private volatile Status askRefusal = Status.OK;
    private volatile boolean earlier;
    private final List<RefreshWorkloadKeysRequest> refreshes = new CopyOnWriteArrayList<>();

    private FakeControlPlane(int wanted, KeyPair signing) throws IOException {
        this.signing = signing;
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", wanted))
                .addService(this)
                .permitKeepAliveTime(1, TimeUnit.SECONDS)
                .build()
                .start();
        this.port = server.getPort();
    }

    public static KeyPair newSigningKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static FakeControlPlane start() {
        return start(0, newSigningKey());
    }

    public static FakeControlPlane start(int port, KeyPair signing) {
        try {
            return new FakeControlPlane(port, signing);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    public KeyPair signing() {
        return signing;
    }

    public FakeLedger ledger() {
        return ledger;
    }

    /** Becomes what new followers get, and goes to those who are there. */
    public void publish(Revision revision) {
        PolicyUpdate update = signed(revision);
        if (revision.getBaseRevision() == 0) {
            snapshot = update;
        }
        push(update);
    }

    /** Goes to followers as it is, signed or not. */
    public void push(PolicyUpdate update) {
        followers.forEach(follower -> follower.onNext(update));
    }

    public PolicyUpdate signed(Revision revision) {
        byte[] bytes = revision.toByteArray();
        return PolicyUpdate.newBuilder()
                .setNonce(nonces.incrementAndGet())
                .setRevision(ByteString.copyFrom(bytes))
                .setSignature(ByteString.copyFrom(new RevisionSigner(signing.getPrivate()).sign(bytes)))
                .build();
    }

    /** Policy streams since the start. */
    public int streamsOpened() {
        return streams.get();
    }

    /** Streams that are open now and were greeted. */
    public int followers() {
        return followers.size();
    }

    public List<PolicyStatus> statuses() {
        return statuses;
    }

    public List<UsageEvent> events() {
        return new ArrayList<>(events.values());
    }

    /** Ids in the order of their arrival, repeats included. */
    public List<String> reportedIds() {
        return reportedIds;
    }

    public List<Long> closedEpochs() {
        return closedEpochs;
    }

    public void leasesDown(boolean down) {
        leasesDown = down;
    }

    /** Requests for more, repeats included. */
    public List<AskForMoreRequest> asked() {
        return asked;
    }

    /** Of requests for more from now on; OK: they are taken. */
    public void refuseAsking(Status status) {
        askRefusal = status;
    }

    /** From now on it knows no call that came with workloads' tokens. */
    public void becomeEarlier() {
        earlier = true;
    }

    /** Issuers' keys that were asked for. */
    public List<RefreshWorkloadKeysRequest> refreshes() {
        return refreshes;
    }

    /** Tells all followers that others wait for this budget's money. */
    public void recall(String budgetId) {
        push(PolicyUpdate.newBuilder()
                .addRecalls(Recall.newBuilder()
                        .setOrganizationId(TestPolicy.ORGANIZATION)
                        .setBudgetId(budgetId))
                .build());
    }

    /** Settles, but keeps no events: for loads that would fill the memory. */
    public void forgetEvents() {
        forgetful = true;
    }

    public void usageDown(boolean down) {
        usageDown = down;
    }

    @Override
    public void openEpoch(OpenEpochRequest request, StreamObserver<OpenEpochReply> reply) {
        answer(
                reply,
                OpenEpochReply.newBuilder().setEpoch(epochs.incrementAndGet()).build());
    }

    @Override
    public StreamObserver<PolicyStatus> followPolicy(StreamObserver<PolicyUpdate> updates) {
        streams.incrementAndGet();
        return new StreamObserver<>() {
            private boolean greeted;

            @Override
            public void onNext(PolicyStatus status) {
                statuses.add(status);
                PolicyUpdate first = snapshot;
                if (!greeted) {
                    greeted = true;
                    if (first != null) {
                        updates.onNext(first);
                    }
                    followers.add(updates);
                }
            }

            @Override
            public void onError(Throwable cause) {
                followers.remove(updates);
            }

            @Override
            public void onCompleted() {
                followers.remove(updates);
                updates.onCompleted();
            }
        };
    }

    @Override
    public void acquireLeases(AcquireLeasesRequest request, StreamObserver<AcquireLeasesReply> reply) {
        if (leasesDown) {
            reply.onError(Status.UNAVAILABLE.asRuntimeException());
        } else {
            answer(reply, ledger.acquire(request));
        }
    }

    @Override
    public void returnLeases(ReturnLeasesRequest request, StreamObserver<ReturnLeasesReply> reply) {
        ledger.giveBack(request);
        answer(reply, ReturnLeasesReply.getDefaultInstance());
    }

    @Override
    public void reportUsage(ReportUsageRequest request, StreamObserver<ReportUsageReply> reply) {
        if (usageDown) {
            reply.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
        }
        for (UsageEvent event : request.getEventsList()) {
            if (forgetful) {
                ledger.settle(event);
                continue;
            }
            reportedIds.add(event.getEventId());
            if (events.putIfAbsent(event.getEventId(), event) == null) {
                ledger.settle(event);
            }
        }
        answer(reply, ReportUsageReply.getDefaultInstance());
    }

    @Override
    public void readBudgets(ReadBudgetsRequest request, StreamObserver<ReadBudgetsReply> reply) {
        answer(reply, ledger.read(request));
    }

    @Override
    public void askForMore(AskForMoreRequest request, StreamObserver<AskForMoreReply> reply) {
        asked.add(request);
        if (!askRefusal.isOk()) {
            reply.onError(askRefusal.asRuntimeException());
            return;
        }
        answer(
                reply,
                AskForMoreReply.newBuilder()
                        .setBudgetRequestId("ask-" + request.getIdempotencyKey())
                        .setState("open")
                        .build());
    }

    @Override
    public void refreshWorkloadKeys(
            RefreshWorkloadKeysRequest request, StreamObserver<RefreshWorkloadKeysReply> reply) {
        refreshes.add(request);
        if (earlier) {
            super.refreshWorkloadKeys(request, reply);
            return;
        }
        answer(reply, RefreshWorkloadKeysReply.getDefaultInstance());
    }

    @Override
    public void closeEpoch(CloseEpochRequest request, StreamObserver<CloseEpochReply> reply) {
        closedEpochs.add(request.getEpoch());
        answer(reply, CloseEpochReply.getDefaultInstance());
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> void answer(StreamObserver<T> to, T value) {
        to.onNext(value);
        to.onCompleted();
    }
}
