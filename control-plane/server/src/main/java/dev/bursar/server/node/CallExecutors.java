package dev.bursar.server.node;

import dev.bursar.nodeapi.v1.ControlGrpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import java.util.concurrent.Executor;

/** Which threads a call runs on. */
final class CallExecutors implements ServerCallExecutorSupplier {
    private final Executor others;
    private final Executor intake;

    private CallExecutors(Executor others, Executor intake) {
        this.others = others;
        this.intake = intake;
    }

    static CallExecutors of(Executor others, Executor intake) {
        return new CallExecutors(others, intake);
    }

    @Override
    public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
        String method = call.getMethodDescriptor().getFullMethodName();
        return method.equals(ControlGrpc.getReportUsageMethod().getFullMethodName()) ? intake : others;
    }
}
