package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.admission.BudgetView;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.nodeapi.v1.AcquireLeasesReply;
import dev.bursar.nodeapi.v1.AcquireLeasesRequest;
import dev.bursar.nodeapi.v1.BudgetState;
import dev.bursar.nodeapi.v1.ControlGrpc;
import dev.bursar.nodeapi.v1.LeaseReturn;
import dev.bursar.nodeapi.v1.LeaseWish;
import dev.bursar.nodeapi.v1.ReadBudgetsRequest;
import dev.bursar.nodeapi.v1.ReturnLeasesRequest;
import io.grpc.Status;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases over the wire. A request whose reply was lost is repeated under its own id, which gets the same answer; what
 * such a late answer grants is returned at once, because whoever asked is no longer there.
 */
final class LeaseClient implements LeaseDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseClient.class);

    private final Calls calls;
    private final EpochKeeper epochs;
    private final LateCalls late;
    private final AtomicLong requestIds = new AtomicLong();
    private final AtomicInteger pendingReturns = new AtomicInteger();

    /** @param backoff between repeats */
    LeaseClient(Calls calls, EpochKeeper epochs, ScheduledExecutorService timer, Backoff backoff) {
        this.calls = calls;
        this.epochs = epochs;
        this.late = new LateCalls(timer, backoff, epoch -> epochs.current().orElse(0) == epoch);
    }

    @Override
    public CompletionStage<Answer> acquire(String organizationId, List<Wish> wishes) {
        OptionalLong epoch = epochs.current();
        if (epoch.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer.Unreachable("no epoch is open"));
        }
        AcquireLeasesRequest.Builder request = AcquireLeasesRequest.newBuilder()
                .setEpoch(epoch.getAsLong())
                .setRequestId(requestIds.incrementAndGet())
                .setOrganizationId(organizationId);
        for (Wish wish : wishes) {
            request.addWishes(LeaseWish.newBuilder()
                    .setBudgetId(wish.budgetId())
                    .setLeastNanos(wish.leastNanos())
                    .setRecentNanos(wish.recentNanos())
                    .setNextPeriod(wish.nextPeriod())
                    .setLargestHoldNanos(wish.largestHoldNanos()));
        }
        return ask(request.build());
    }

    @Override
    public void giveBack(String organizationId, List<Return> returns) {
        OptionalLong epoch = epochs.current();
        if (epoch.isEmpty()) {
            return;
        }
        ReturnLeasesRequest.Builder request = ReturnLeasesRequest.newBuilder()
                .setEpoch(epoch.getAsLong())
                .setRequestId(requestIds.incrementAndGet())
                .setOrganizationId(organizationId);
        for (Return one : returns) {
            request.addReturns(
                    LeaseReturn.newBuilder().setLeaseId(one.leaseId()).setNanos(one.nanos()));
        }
        pendingReturns.incrementAndGet();
        giveBack(request.build());
    }

    @Override
    public CompletionStage<List<BudgetView>> read(String organizationId, List<String> budgetIds) {
        ReadBudgetsRequest request = ReadBudgetsRequest.newBuilder()
                .setOrganizationId(organizationId)
                .addAllBudgetIds(budgetIds)
                .build();
        return calls.call(ControlGrpc.ControlStub::readBudgets, request)
                .thenApply(reply ->
                        reply.getBudgetsList().stream().map(LeaseClient::view).toList());
    }

    /** Returns that the control plane does not have yet. */
    int pendingReturns() {
        return pendingReturns.get();
    }

    private CompletionStage<Answer> ask(AcquireLeasesRequest request) {
        return calls.call(ControlGrpc.ControlStub::acquireLeases, request).handle((reply, failure) -> {
            if (failure == null) {
                return answer(reply);
            }
            Status.Code code = Status.fromThrowable(failure).getCode();
            if (code == Status.Code.FAILED_PRECONDITION) {
                epochs.fenced(request.getEpoch());
            } else if (LateCalls.mayHaveArrived(code)) {
                late.add(new LateCalls.Late(
                        request.getEpoch(), LateCalls.Late.MOST_GRANTS, () -> repeat(request), () -> {}));
            }
            return new Answer.Unreachable(code.name());
        });
    }

    private CompletionStage<Status.Code> repeat(AcquireLeasesRequest request) {
        return calls.call(ControlGrpc.ControlStub::acquireLeases, request).handle((reply, failure) -> {
            if (failure != null) {
                return Status.fromThrowable(failure).getCode();
            }
            List<Return> granted = reply.getLeasesList().stream()
                    .map(lease -> new Return(lease.getLeaseId(), lease.getGrantedNanos()))
                    .toList();
            if (!granted.isEmpty()) {
                giveBack(request.getOrganizationId(), granted);
            }
            return Status.Code.OK;
        });
    }

    private void giveBack(ReturnLeasesRequest request) {
        send(request).thenAccept(code -> {
            if (LateCalls.mayHaveArrived(code)) {
                late.add(new LateCalls.Late(
                        request.getEpoch(),
                        LateCalls.Late.MOST_RETURNS,
                        () -> send(request),
                        pendingReturns::decrementAndGet));
            } else {
                pendingReturns.decrementAndGet();
            }
        });
    }

    private CompletionStage<Status.Code> send(ReturnLeasesRequest request) {
        return calls.call(ControlGrpc.ControlStub::returnLeases, request).handle((reply, failure) -> {
            Status.Code code = failure == null
                    ? Status.Code.OK
                    : Status.fromThrowable(failure).getCode();
            if (code != Status.Code.OK && !LateCalls.mayHaveArrived(code)) {
                LOG.warn("the control plane did not take back a lease: {}", code);
            }
            return code;
        });
    }

    private static Answer answer(AcquireLeasesReply reply) {
        if (reply.getLeasesCount() == 0) {
            return reply.hasRefusedBy()
                    ? new Answer.Refused(view(reply.getRefusedBy()))
                    : new Answer.Unreachable("the reply names neither leases nor a refusing budget");
        }
        return new Answer.Granted(reply.getLeasesList().stream()
                .map(lease -> new Grant(
                        lease.getLeaseId(),
                        lease.getGrantedNanos(),
                        lease.getPeriodStartMillis(),
                        lease.getPeriodEndMillis(),
                        lease.getExpiresAtMillis(),
                        view(lease.getState()).of(lease.getBudgetId())))
                .toList());
    }

    private static BudgetView view(BudgetState state) {
        return new BudgetView(
                state.getBudgetId(),
                state.getLevel(),
                state.getName(),
                state.getOwner(),
                state.getHard(),
                state.getLimitNanos(),
                state.getSettledNanos(),
                state.getLeasedNanos(),
                state.getInDoubtNanos(),
                state.getResetsAtMillis());
    }
}
