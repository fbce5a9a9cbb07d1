package dev.bursar.gateway.controlplane;

import dev.bursar.nodeapi.v1.ControlGrpc;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Single calls to the control plane, as futures, each with the same time limit. */
final class Calls {
    /** One of the stub's methods with a single request and reply. */
    interface Method<Q, A> {
        void call(ControlGrpc.ControlStub stub, Q request, StreamObserver<A> reply);
    }

    private final ManagedChannel channel;
    private final Duration timeout;

    Calls(ManagedChannel channel, Duration timeout) {
        this.channel = channel;
        this.timeout = timeout;
    }

    /**
     * Lets the next call connect at once. Whoever tries again has waited by {@link Backoff}; gRPC's own waiting, which
     * grows to minutes, would come on top.
     */
    void reconnect() {
        channel.resetConnectBackoff();
    }

    ControlGrpc.ControlStub stub() {
        return ControlGrpc.newStub(channel);
    }

    /** Completes with the reply, or with a {@code StatusRuntimeException}. */
    <Q, A> CompletableFuture<A> call(Method<Q, A> method, Q request) {
        CompletableFuture<A> future = new CompletableFuture<>();
        ControlGrpc.ControlStub stub = stub().withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
        method.call(stub, request, new StreamObserver<>() {
            @Override
            public void onNext(A value) {
                future.complete(value);
            }

            @Override
            public void onError(Throwable cause) {
                future.completeExceptionally(cause);
            }

            @Override
            public void onCompleted() {
                if (!future.isDone()) {
                    future.completeExceptionally(new IllegalStateException("the call ended without a reply"));
                }
            }
        });
        return future;
    }
}
