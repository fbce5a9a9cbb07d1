package dev.bursar.gateway.simulation;

import com.google.protobuf.MessageLite;
import dev.bursar.nodeapi.v1.ReportUsageRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a node takes for its gRPC channel. Each call has one request, and one reply or failure, or its time runs out. */
final class VirtualChannel extends ManagedChannel {
    /** An answer or a failure. */
    record Reply(Status status, @Nullable MessageLite message) {
        static Reply of(MessageLite message) {
            return new Reply(Status.OK, message);
        }
    }

    /** The other end. */
    interface Far extends BiConsumer<MessageLite, Consumer<Reply>> {}

    private final VirtualTimer timer;
    private final long timeoutMillis;
    private final Far far;

    VirtualChannel(VirtualTimer timer, long timeoutMillis, Far far) {
        this.timer = timer;
        this.timeoutMillis = timeoutMillis;
        this.far = far;
    }

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
        return new Call<>(method);
    }

    @Override
    public String authority() {
        return "control-plane";
    }

    @Override
    public ManagedChannel shutdown() {
        return this;
    }

    @Override
    public ManagedChannel shutdownNow() {
        return this;
    }

    @Override
    public boolean isShutdown() {
        return timer.isDead();
    }

    @Override
    public boolean isTerminated() {
        return timer.isDead();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Call<Q, A> extends ClientCall<Q, A> {
        private final MethodDescriptor<Q, A> method;
        private @Nullable Listener<A> listener;
        private @Nullable MessageLite request;

        Call(MethodDescriptor<Q, A> method) {
            this.method = method;
        }

        @Override
        public void start(Listener<A> responses, Metadata headers) {
            listener = responses;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void sendMessage(Q message) {
            request = message instanceof MessageLite plain ? plain : decoded(message);
        }

        @Override
        public void halfClose() {
            MessageLite sent = request;
            if (sent == null) {
                throw new IllegalStateException("nothing was sent");
            }
            timer.schedule(
                    () -> {
                        end(new Reply(Status.DEADLINE_EXCEEDED, null));
                    },
                    timeoutMillis,
                    TimeUnit.MILLISECONDS);
            far.accept(sent, this::end);
        }

        /** @return false: too late */
        @SuppressWarnings("unchecked")
        private boolean end(Reply reply) {
            Listener<A> told = listener;
            if (told == null || timer.isDead()) {
                return false;
            }
            listener = null;
            if (reply.message() != null) {
                told.onMessage((A) reply.message());
            }
            told.onClose(reply.status(), new Metadata());
            return true;
        }

        /** A report is encoded when it is sent. */
        private MessageLite decoded(Q message) {
            try {
                return ReportUsageRequest.parseFrom(method.streamRequest(message));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
