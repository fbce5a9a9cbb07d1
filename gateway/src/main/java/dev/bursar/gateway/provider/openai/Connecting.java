package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** A call that waits for its connection. Becomes the connection's once there is one. On the call's loop. */
final class Connecting implements Exchange {
    private final @Nullable UpstreamPool pool;
    private final @Nullable ProviderCall call;
    private final @Nullable Target target;
    private @Nullable AnswerSink sink;
    private @Nullable UpstreamConnection connection;

    Connecting(UpstreamPool pool, ProviderCall call, Target target, AnswerSink sink) {
        this.pool = pool;
        this.call = call;
        this.target = target;
        this.sink = sink;
        call.body().retain();
    }

    private Connecting() {
        pool = null;
        call = null;
        target = null;
    }

    /** A call that has failed already. */
    static Exchange over() {
        return new Connecting();
    }

    void connected(Channel channel) {
        AnswerSink answerTo = sink;
        if (pool == null || call == null || target == null) {
            return;
        }
        UpstreamConnection made = new UpstreamConnection(pool, target.key, channel);
        channel.pipeline().addLast(made);
        pool.opened(made);
        try {
            if (answerTo == null) {
                pool.giveBack(made);
            } else {
                connection = made;
                made.send(call, target, answerTo);
            }
        } finally {
            call.body().release();
        }
    }

    void failed(ProviderFailure failure) {
        AnswerSink answerTo = sink;
        if (pool != null && call != null && target != null) {
            pool.forgetOne(target.key);
            call.body().release();
        }
        if (answerTo != null) {
            sink = null;
            answerTo.failed(failure);
        }
    }

    @Override
    public void cancel() {
        sink = null;
        if (connection != null) {
            connection.cancel();
        }
    }

    @Override
    public void readable(boolean readable) {
        if (connection != null) {
            connection.readable(readable);
        }
    }
}
