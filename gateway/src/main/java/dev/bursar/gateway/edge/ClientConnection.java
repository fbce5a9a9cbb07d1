package dev.bursar.gateway.edge;

import dev.bursar.gateway.http.BodyDecoder;
import dev.bursar.gateway.http.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * One client connection: HTTP/1.1 requests in, one at a time, responses out. What comes while a request is in flight
 * waits, up to a bound. On its event loop only.
 *
 * <pre>
 *   HEAD ──▶ BODY ──▶ BUSY ──▶ HEAD …           (a body that is there already skips BODY)
 *     │ ▲      └──refused──▶ DISCARD ──▶ closed  (the rest is read and dropped, so that the refusal arrives)
 *     └─┴─CHECK──▶ BODY or DISCARD               (a workload's token is checked elsewhere; no body is read meanwhile)
 * </pre>
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Responder {
    private enum State {
        HEAD,
        CHECK,
        BODY,
        BUSY,
        DISCARD,
        CLOSED
    }

    private static final int MAX_WAITING_BYTES = 64 * 1024;
    private static final long DISCARD_NANOS = 5_000_000_000L;

    private final Channel channel;
    private final LoopScope scope;
    private final Dispatcher dispatcher;
    private final EdgeProperties properties;
    private final RequestHead head = new RequestHead();
    private final RequestBody body;
    private State state = State.HEAD;
    private @Nullable ByteBuf waiting;
    private @Nullable Routed routed;
    private InFlight inFlight = InFlight.NOTHING;
    private int searched;
    private boolean processing;
    private boolean streaming;
    private boolean draining;
    private long deadlineNanos;
    private long fullSinceNanos;

    ClientConnection(Channel channel, LoopScope scope, Dispatcher dispatcher, EdgeProperties properties) {
        this.channel = channel;
        this.scope = scope;
        this.dispatcher = dispatcher;
        this.properties = properties;
        this.body = new RequestBody(properties.maxBodyBytes());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        scope.opened(this);
        deadlineNanos = System.nanoTime() + properties.headTimeout().toNanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (state == State.DISCARD || state == State.CLOSED) {
            in.release();
            return;
        }
        ByteBuf before = waiting;
        waiting = before == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), before, in);
        process();
        if ((state == State.BUSY || state == State.CHECK)
                && waiting != null
                && waiting.readableBytes() > MAX_WAITING_BYTES) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        boolean writable = channel.isWritable();
        fullSinceNanos = writable ? 0 : System.nanoTime();
        inFlight.writable(writable);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
    }

    /** Called now and then by the loop. */
    void checkTime(long nowNanos) {
        boolean stuck = fullSinceNanos != 0
                && nowNanos - fullSinceNanos > properties.writeTimeout().toNanos();
        if (stuck || state == State.DISCARD && nowNanos - deadlineNanos > 0) {
            close();
        } else if ((state == State.HEAD || state == State.BODY) && nowNanos - deadlineNanos > 0) {
            if (waiting == null && state == State.HEAD) {
                close();
            } else {
                refuse(ApiError.of(408, "request_timeout", "The request did not arrive in time."));
            }
        }
    }

    /** No more requests: closes when nothing is in flight. */
    void drain() {
        draining = true;
        if (state == State.HEAD && waiting == null) {
            close();
        }
    }

    /** Whatever is in flight ends here. */
    void breakOff() {
        close();
    }

    private void process() {
        if (processing) {
            return;
        }
        processing = true;
        try {
            boolean more = true;
            while (more && waiting != null) {
                more = switch (state) {
                    case HEAD -> readHead(waiting);
                    case BODY -> readBody(waiting);
                    case CHECK, BUSY, DISCARD, CLOSED -> false;
                };
                dropIfRead();
            }
        } finally {
            processing = false;
        }
    }

    private boolean readHead(ByteBuf in) {
        int length = headLength(in);
        if (length < 0 ? in.readableBytes() > properties.maxHeadBytes() : length > properties.maxHeadBytes()) {
            refuse(ApiError.of(431, "head_too_large", "The request's headers are too large."));
            return false;
        }
        if (length < 0) {
            if (searched == 0) {
                deadlineNanos = System.nanoTime() + properties.headTimeout().toNanos();
            }
            searched = Math.max(0, in.readableBytes() - 3);
            return false;
        }
        searched = 0;
        byte[] bytes = scope.scratch(length);
        in.readBytes(bytes, 0, length);
        ApiError error = head.parse(bytes, length);
        if (error != null) {
            refuse(error);
            return false;
        }
        Routed to = dispatcher.route(head, bytes, scope);
        if (to instanceof Routed.Unchecked unchecked) {
            state = State.CHECK;
            dispatcher.check(unchecked, scope, channel.eventLoop(), this::checked);
            return false;
        }
        return beginBody(to, in);
    }

    private boolean beginBody(Routed to, ByteBuf in) {
        routed = to;
        body.begin(head.framing, head.contentLength);
        state = State.BODY;
        deadlineNanos = System.nanoTime() + properties.bodyTimeout().toNanos();
        return admitBody(in);
    }

    private void checked(Routed to) {
        if (state != State.CHECK) {
            return;
        }
        processing = true;
        try {
            beginBody(to, waiting == null ? Unpooled.EMPTY_BUFFER : waiting);
            dropIfRead();
        } finally {
            processing = false;
        }
        readOn();
        process();
    }

    private void readOn() {
        if (!channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    /** Whoever will be refused anyway is not asked for a body. */
    private boolean admitBody(ByteBuf in) {
        boolean here = head.framing == Framing.LENGTH && in.readableBytes() >= head.contentLength;
        if (body.tooLarge()) {
            refuse(ApiError.of(413, "body_too_large", "A body is at most " + properties.maxBodyBytes() + " bytes."));
            return false;
        }
        if (!here && routed instanceof Routed.Refused refused) {
            refuse(refused.error());
            return false;
        }
        if (!here && head.expectsContinue) {
            channel.writeAndFlush(ResponseWriter.continues(channel.alloc()), channel.voidPromise());
        }
        if (here && head.contentLength == 0) {
            return readBody(in);
        }
        return true;
    }

    private boolean readBody(ByteBuf in) {
        BodyDecoder.Progress progress = body.read(in);
        if (body.tooLarge()) {
            refuse(ApiError.of(413, "body_too_large", "A body is at most " + properties.maxBodyBytes() + " bytes."));
            return false;
        }
        return switch (progress) {
            case MORE -> false;
            case BROKEN -> {
                refuse(ApiError.badRequest("chunk_malformed", "The body's chunks are malformed."));
                yield false;
            }
            case ENDED -> {
                dispatch(body.take());
                yield true;
            }
        };
    }

    private void dispatch(ByteBuf whole) {
        state = State.BUSY;
        Routed to = routed;
        routed = null;
        try {
            inFlight = to == null ? InFlight.NOTHING : dispatcher.dispatch(to, whole, this, scope);
        } finally {
            whole.release();
        }
        if (state != State.BUSY) {
            inFlight = InFlight.NOTHING;
        }
    }

    @Override
    public EventLoop loop() {
        return channel.eventLoop();
    }

    @Override
    public ByteBufAllocator allocator() {
        return channel.alloc();
    }

    @Override
    public boolean chunked() {
        return !head.http10;
    }

    @Override
    public void respond(int status, CharSequence headers, String contentType, ByteBuf content) {
        int length = content.readableBytes();
        boolean close = !head.keepAlive || draining;
        ByteBuf out = ResponseWriter.head(channel.alloc(), status, headers, contentType, length, close);
        if (length <= ResponseWriter.COPIED_BYTES) {
            out.writeBytes(content);
            content.release();
            finish(out, close);
        } else {
            channel.write(out, channel.voidPromise());
            finish(content, close);
        }
    }

    @Override
    public void beginStream(CharSequence headers) {
        streaming = true;
        boolean close = !head.keepAlive || draining || head.http10;
        channel.write(ResponseWriter.streamHead(channel.alloc(), headers, chunked(), close), channel.voidPromise());
    }

    @Override
    public void write(ByteBuf events, boolean framed) {
        if (framed || !chunked()) {
            channel.write(events, channel.voidPromise());
            return;
        }
        channel.write(ResponseWriter.chunkSize(channel.alloc(), events.readableBytes()), channel.voidPromise());
        channel.write(events, channel.voidPromise());
        channel.write(channel.alloc().directBuffer(2).writeShort(0x0d0a), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void endStream() {
        streaming = false;
        boolean close = !head.keepAlive || draining || head.http10;
        finish(
                chunked()
                        ? ResponseWriter.lastChunk(channel.alloc())
                        : channel.alloc().directBuffer(1),
                close);
    }

    private void finish(ByteBuf last, boolean close) {
        inFlight = InFlight.NOTHING;
        if (close) {
            state = State.DISCARD;
            deadlineNanos = System.nanoTime() + DISCARD_NANOS;
            channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.writeAndFlush(last, channel.voidPromise());
        if (state != State.CLOSED) {
            state = State.HEAD;
            deadlineNanos = System.nanoTime() + properties.keepAlive().toNanos();
            readOn();
            process();
        }
    }

    /** An answer before the request was read: what still comes is dropped for a while, then the connection closes. */
    private void refuse(ApiError error) {
        state = State.DISCARD;
        deadlineNanos = System.nanoTime() + DISCARD_NANOS;
        byte[] text = error.body();
        String headers = "x-request-id: " + scope.ids.next() + "\r\n";
        ByteBuf out =
                ResponseWriter.head(channel.alloc(), error.status(), headers, "application/json", text.length, true);
        channel.writeAndFlush(out.writeBytes(text))
                .addListener(done -> ((io.netty.channel.socket.DuplexChannel) channel).shutdownOutput());
    }

    private void close() {
        if (state == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        scope.closed(this);
        InFlight left = inFlight;
        inFlight = InFlight.NOTHING;
        left.clientGone();
        body.drop();
        if (waiting != null && !processing) {
            waiting.release();
            waiting = null;
        }
        channel.close();
    }

    private void dropIfRead() {
        ByteBuf read = waiting;
        if (read != null && (!read.isReadable() || state == State.DISCARD || state == State.CLOSED)) {
            waiting = null;
            read.release();
        }
    }

    private int headLength(ByteBuf in) {
        int from = in.readerIndex();
        int to = in.writerIndex() - 3;
        for (int i = from + searched; i < to; i++) {
            i = in.indexOf(i, to, (byte) '\r');
            if (i < 0) {
                return -1;
            }
            if (in.getInt(i) == 0x0d0a0d0a) {
                return i + 4 - from;
            }
        }
        return -1;
    }
}
