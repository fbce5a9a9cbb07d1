package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.admission.AskDesk;
import dev.bursar.nodeapi.v1.AskForMoreRequest;
import dev.bursar.nodeapi.v1.ControlGrpc;
import io.grpc.Status;
import java.util.concurrent.CompletionStage;

/** Requests for more over the wire. */
final class AskClient implements AskDesk {
    private final Calls calls;

    AskClient(Calls calls) {
        this.calls = calls;
    }

    @Override
    public CompletionStage<Answer> ask(Ask ask) {
        AskForMoreRequest request = AskForMoreRequest.newBuilder()
                .setOrganizationId(ask.organizationId())
                .setKeyId(ask.keyId())
                .setBudgetId(ask.budgetId())
                .setAmountNanos(ask.amountNanos())
                .setReason(ask.reason())
                .setIdempotencyKey(ask.idempotencyKey())
                .build();
        return calls.call(ControlGrpc.ControlStub::askForMore, request)
                .handle((reply, failure) -> failure == null
                        ? new Answer.Taken(reply.getBudgetRequestId(), reply.getState())
                        : refused(Status.fromThrowable(failure)));
    }

    private static Answer refused(Status status) {
        String message = status.getDescription() == null ? "" : status.getDescription();
        return switch (status.getCode()) {
            case INVALID_ARGUMENT, OUT_OF_RANGE -> new Answer.Refused(Why.INVALID, message);
            case NOT_FOUND, PERMISSION_DENIED -> new Answer.Refused(Why.UNKNOWN_BUDGET, message);
            case FAILED_PRECONDITION, ALREADY_EXISTS -> new Answer.Refused(Why.NOT_NOW, message);
            case RESOURCE_EXHAUSTED -> new Answer.Refused(Why.TOO_MANY, message);
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    DEADLINE_EXCEEDED,
                    ABORTED,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> new Answer.Unreachable();
        };
    }
}
