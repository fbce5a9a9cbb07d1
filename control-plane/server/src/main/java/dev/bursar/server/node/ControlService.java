package dev.bursar.server.node;

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
import dev.bursar.nodeapi.v1.RefreshWorkloadKeysReply;
import dev.bursar.nodeapi.v1.RefreshWorkloadKeysRequest;
import dev.bursar.nodeapi.v1.ReportUsageReply;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesReply;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import dev.bursar.server.budget.LeaseEnds;
import dev.bursar.server.budget.Leases;
import dev.bursar.server.budget.request.NodeRequests;
import dev.bursar.server.machine.WorkloadKeys;
import dev.bursar.server.platform.database.Lane;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Node;
import dev.bursar.server.publication.Publisher;
import dev.bursar.server.usage.UsageIntake;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** The node contract. Each call is the calling node's own: no message can speak for another. */
@Component
final class ControlService extends ControlGrpc.ControlImplBase {
    private final Fleet fleet;
    private final Publisher publisher;
    private final Leases leases;
    private final LeaseEnds leaseEnds;
    private final UsageIntake usage;
    private final NodeRequests requests;
    private final WorkloadKeys workloadKeys;
    private final Clock clock;

    ControlService(
            Fleet fleet,
            Publisher publisher,
            Leases leases,
            LeaseEnds leaseEnds,
            UsageIntake usage,
            NodeRequests requests,
            WorkloadKeys workloadKeys,
            Clock clock) {
        this.fleet = fleet;
        this.publisher = publisher;
        this.leases = leases;
        this.leaseEnds = leaseEnds;
        this.usage = usage;
        this.requests = requests;
        this.workloadKeys = workloadKeys;
        this.clock = clock;
    }

    @Override
    public void openEpoch(OpenEpochRequest request, StreamObserver<OpenEpochReply> out) {
        Node node = NodeIdentity.NODE.get();
        NodeFailures.answer(
                out,
                () -> OpenEpochReply.newBuilder()
                        .setEpoch(fleet.openEpoch(node, request.getVersion(), request.getAdvertisedAddress()))
                        .setControlTimeMillis(clock.millis())
                        .build());
    }

    @Override
    public StreamObserver<PolicyStatus> followPolicy(StreamObserver<PolicyUpdate> out) {
        return publisher.follow(NodeIdentity.NODE.get(), (ServerCallStreamObserver<PolicyUpdate>) out);
    }

    @Override
    public void acquireLeases(AcquireLeasesRequest request, StreamObserver<AcquireLeasesReply> out) {
        Node node = NodeIdentity.NODE.get();
        NodeFailures.answer(out, () -> leases.acquire(node, request));
    }

    @Override
    public void returnLeases(ReturnLeasesRequest request, StreamObserver<ReturnLeasesReply> out) {
        Node node = NodeIdentity.NODE.get();
        NodeFailures.answer(out, () -> leases.giveBack(node, request));
    }

    @Override
    public void reportUsage(ReportUsageRequest request, StreamObserver<ReportUsageReply> out) {
        Node node = NodeIdentity.NODE.get();
        NodeFailures.answer(out, () -> Lane.INTAKE.run(() -> usage.report(node, request.getEventsList())));
    }

    @Override
    public void readBudgets(ReadBudgetsRequest request, StreamObserver<ReadBudgetsReply> out) {
        NodeFailures.answer(
                out,
                () -> ReadBudgetsReply.newBuilder()
                        .addAllBudgets(leases.read(request))
                        .build());
    }

    @Override
    public void closeEpoch(CloseEpochRequest request, StreamObserver<CloseEpochReply> out) {
        Node node = NodeIdentity.NODE.get();
        NodeFailures.answer(out, () -> {
            leaseEnds.closeEpoch(node, request.getEpoch());
            return CloseEpochReply.getDefaultInstance();
        });
    }

    @Override
    public void askForMore(AskForMoreRequest request, StreamObserver<AskForMoreReply> out) {
        Node node = NodeIdentity.NODE.get();
        NodeFailures.answer(out, () -> requests.ask(node, request));
    }

    @Override
    public void refreshWorkloadKeys(RefreshWorkloadKeysRequest request, StreamObserver<RefreshWorkloadKeysReply> out) {
        NodeFailures.answer(out, () -> {
            workloadKeys.ask(request);
            return RefreshWorkloadKeysReply.getDefaultInstance();
        });
    }
}
