package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.http.BodyDecoder;
import dev.bursar.gateway.json.JsonException;
import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.gateway.provider.ProviderFailure.Kind;
import dev.bursar.gateway.provider.UsageScan;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a provider, one call at a time, parsed by hand: head, then either a stream that is relayed as it
 * comes, or a body that is collected whole. On its event loop only.
 *
 * <pre>
 *   IDLE ──send──▶ HEAD ──▶ STREAM ──▶ IDLE, back in the pool
 *                    └────▶ WHOLE ───▶ IDLE, or closed where it cannot be used again
 * </pre>
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements Exchange {
    private enum State {
        IDLE,
        HEAD,
        STREAM,
        WHOLE,
        CLOSED
    }

    private static final int MAX_HEAD_BYTES = 32 * 1024;
    private static final int HEAD_END = 0x0d0a0d0a;

    private final UpstreamPool pool;
    private final Target.Key key;
    private final Channel channel;
    private final ResponseHead head = new ResponseHead();
    private final BodyDecoder decoder = new BodyDecoder();
    private final WholeAnswer whole;
    private State state = State.IDLE;
    private @Nullable AnswerSink sink;
    private @Nullable StreamRelay relay;
    private @Nullable ProviderCall call;
    private @Nullable ByteBuf leftover;
    private String secret = "";
    private long deadlineNanos;
    private boolean reading;

    UpstreamConnection(UpstreamPool pool, Target.Key key, Channel channel) {
        this.pool = pool;
        this.key = key;
        this.channel = channel;
        this.whole = new WholeAnswer(channel.alloc(), pool.properties().maxAnswerBytes());
        this.deadlineNanos = System.nanoTime() + pool.properties().keepAlive().toNanos();
    }

    Target.Key key() {
        return key;
    }

    boolean usable() {
        return state == State.IDLE && channel.isActive();
    }

    void send(ProviderCall toSend, Target target, AnswerSink answerTo) {
        call = toSend;
        sink = answerTo;
        secret = target.secret;
        state = State.HEAD;
        deadlineNanos = System.nanoTime() + pool.properties().responseTimeout().toNanos();
        RequestWriter.write(channel, target, toSend);
    }

    /** Called now and then by the pool. */
    void checkTime(long nowNanos) {
        if (nowNanos - deadlineNanos < 0) {
            return;
        }
        if (state == State.IDLE) {
            close();
        } else if (state != State.CLOSED && channel.config().isAutoRead()) {
            fail(Kind.TIMEOUT, "The provider did not answer in time.");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = merged((ByteBuf) message);
        leftover = in;
        reading = true;
        try {
            read(in);
        } finally {
            reading = false;
            if (leftover == in && (!in.isReadable() || state == State.CLOSED || state == State.IDLE)) {
                leftover = null;
                in.release();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (state == State.CLOSED) {
            return;
        }
        if (state == State.IDLE) {
            close();
        } else if (state == State.HEAD) {
            boolean began = leftover != null;
            fail(began ? Kind.GARBAGE : Kind.FAILED, "The provider closed the connection without an answer.");
        } else if (decoder.endsWithConnection() && (state == State.WHOLE || relay != null && endsAfterDone(relay))) {
            ended(false);
        } else {
            fail(Kind.CUT, "The provider broke off in the middle of its answer.");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (state != State.IDLE && state != State.CLOSED) {
            fail(state == State.HEAD ? Kind.FAILED : Kind.CUT, "The connection to the provider broke.");
        }
        close();
    }

    @Override
    public void cancel() {
        sink = null;
        close();
    }

    @Override
    public void readable(boolean readable) {
        if (state != State.CLOSED && state != State.IDLE) {
            channel.config().setAutoRead(readable);
            deadlineNanos = System.nanoTime() + pool.properties().idleTimeout().toNanos();
        }
    }

    private void read(ByteBuf in) {
        while (state == State.HEAD && in.isReadable()) {
            if (!readHead(in)) {
                return;
            }
        }
        if (state == State.STREAM || state == State.WHOLE) {
            readBody(in);
        } else if (state == State.IDLE && in.isReadable()) {
            close();
        }
    }

    /** @return false if more bytes are needed, or it is over */
    private boolean readHead(ByteBuf in) {
        int length = headLength(in);
        if (length < 0) {
            if (in.readableBytes() > MAX_HEAD_BYTES || in.readableBytes() >= 5 && in.getByte(in.readerIndex()) != 'H') {
                fail(Kind.GARBAGE, "The provider's answer is not HTTP.");
            }
            return false;
        }
        byte[] bytes = pool.scratch().bytes(length);
        in.readBytes(bytes, 0, length);
        if (!head.parse(bytes, length)) {
            fail(Kind.GARBAGE, "The provider's answer is not HTTP.");
            return false;
        }
        if (head.status < 200) {
            return true;
        }
        begin();
        return true;
    }

    private void begin() {
        ProviderCall current = call;
        AnswerSink answerTo = sink;
        if (current == null || answerTo == null) {
            close();
            return;
        }
        decoder.start(head.framing, head.contentLength);
        deadlineNanos = System.nanoTime() + pool.properties().idleTimeout().toNanos();
        if (head.status < 300 && head.eventStream) {
            EventSplitter splitter = new EventSplitter(
                    answerTo,
                    channel.alloc(),
                    pool.usageScan(),
                    pool.properties().maxEventBytes());
            relay = new StreamRelay(answerTo, splitter, pool.scratch(), current.framing());
            state = State.STREAM;
            answerTo.streamBegins();
        } else {
            state = State.WHOLE;
            whole.begin(head);
        }
    }

    private void readBody(ByteBuf in) {
        StreamRelay streaming = relay;
        deadlineNanos = System.nanoTime() + pool.properties().idleTimeout().toNanos();
        BodyDecoder.Progress progress = decoder.decode(in, streaming == null ? whole : streaming);
        if (streaming != null) {
            streaming.flushRun(in);
        }
        AnswerSink answerTo = sink;
        if (answerTo == null) {
            close();
            return;
        }
        boolean tooLarge = streaming == null ? whole.overflowed() : streaming.overflowed();
        if (progress == BodyDecoder.Progress.BROKEN || tooLarge) {
            fail(Kind.GARBAGE, tooLarge ? "The provider's answer is too large." : "The provider's answer is broken.");
        } else if (progress == BodyDecoder.Progress.ENDED) {
            ended(head.keepAlive && !in.isReadable());
        } else if (streaming != null) {
            answerTo.pause();
        }
    }

    private void ended(boolean reuse) {
        AnswerSink answerTo = sink;
        StreamRelay streaming = relay;
        sink = null;
        relay = null;
        call = null;
        if (reuse) {
            state = State.IDLE;
            channel.config().setAutoRead(true);
            deadlineNanos = System.nanoTime() + pool.properties().keepAlive().toNanos();
        } else {
            close();
        }
        if (answerTo != null) {
            if (streaming != null) {
                streaming.end();
            } else {
                tellWhole(answerTo);
            }
        }
        if (reuse) {
            pool.giveBack(this);
        }
    }

    private void tellWhole(AnswerSink answerTo) {
        ByteBuf body = whole.take();
        int length = body.readableBytes();
        byte[] bytes = pool.scratch().bytes(length);
        body.getBytes(body.readerIndex(), bytes, 0, length);
        if (head.status >= 300) {
            body.release();
            answerTo.failed(ErrorBody.failure(head, bytes, length, secret));
            return;
        }
        UsageScan usage = pool.usageScan();
        try {
            usage.scan(bytes, 0, length);
        } catch (JsonException e) {
            body.release();
            answerTo.failed(ProviderFailure.of(Kind.GARBAGE, "The provider's answer is not JSON.")
                    .afterOutput());
            return;
        }
        answerTo.json(body, usage.counted(), usage.insertAt());
    }

    private boolean endsAfterDone(StreamRelay streaming) {
        return streaming.done();
    }

    private void fail(Kind kind, String message) {
        AnswerSink answerTo = sink;
        boolean produced = (state == State.STREAM || state == State.WHOLE) && head.status < 300;
        sink = null;
        close();
        if (answerTo != null) {
            ProviderFailure failure = ProviderFailure.of(kind, message);
            answerTo.failed(produced ? failure.afterOutput() : failure);
        }
    }

    private void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            whole.drop();
            relay = null;
            pool.closed(this);
            channel.close();
            if (leftover != null && !reading) {
                leftover.release();
                leftover = null;
            }
        }
    }

    private ByteBuf merged(ByteBuf more) {
        ByteBuf before = leftover;
        if (before == null) {
            return more;
        }
        ByteBuf both = channel.alloc().directBuffer(before.readableBytes() + more.readableBytes());
        both.writeBytes(before).writeBytes(more);
        before.release();
        more.release();
        return both;
    }

    private static int headLength(ByteBuf in) {
        int to = in.writerIndex() - 3;
        for (int i = in.readerIndex(); i < to; i++) {
            i = in.indexOf(i, to, (byte) '\r');
            if (i < 0) {
                return -1;
            }
            if (in.getInt(i) == HEAD_END) {
                return i + 4 - in.readerIndex();
            }
        }
        return -1;
    }
}
