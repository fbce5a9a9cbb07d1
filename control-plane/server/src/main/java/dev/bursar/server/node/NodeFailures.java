package dev.bursar.server.node;

import dev.bursar.server.publication.NodeCallException;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers and failures in the node's dialect: a status with a stable code, never a trace. */
final class NodeFailures {
    private static final Logger LOG = LoggerFactory.getLogger(NodeFailures.class);

    private NodeFailures() {}

    static <T> void answer(StreamObserver<T> out, Supplier<T> work) {
        T reply;
        try {
            reply = work.get();
        } catch (NodeCallException e) {
            out.onError(status(e).asRuntimeException());
            return;
        } catch (RuntimeException e) {
            LOG.warn("a node's call failed", e);
            out.onError(Status.UNAVAILABLE.withDescription("try_again").asRuntimeException());
            return;
        }
        out.onNext(reply);
        out.onCompleted();
    }

    static Status status(NodeCallException e) {
        Status status = switch (e.reason()) {
            case INVALID -> Status.INVALID_ARGUMENT;
            case UNKNOWN -> Status.NOT_FOUND;
            case FENCED -> Status.FAILED_PRECONDITION;
            case REVOKED -> Status.PERMISSION_DENIED;
        };
        return status.withDescription(e.getMessage());
    }
}
