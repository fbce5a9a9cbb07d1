package dev.bursar.gateway.edge;

import dev.bursar.gateway.http.BodyDecoder;
import dev.bursar.gateway.http.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Collects one request's body up to a bound. Where it came in one piece with its head, it is that piece. */
final class RequestBody implements BodyDecoder.Output {
    private final int maxBytes;
    private final BodyDecoder decoder = new BodyDecoder();
    private Framing framing = Framing.LENGTH;
    private @Nullable ByteBuf collected;
    private long expected;
    private boolean tooLarge;

    RequestBody(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void begin(Framing framedBy, long contentLength) {
        drop();
        framing = framedBy;
        expected = contentLength;
        tooLarge = framedBy == Framing.LENGTH && contentLength > maxBytes;
        decoder.start(framedBy, contentLength);
    }

    BodyDecoder.Progress read(ByteBuf in) {
        if (collected == null && framing == Framing.LENGTH && in.readableBytes() >= expected) {
            collected = in.readRetainedSlice((int) expected);
            return BodyDecoder.Progress.ENDED;
        }
        return decoder.decode(in, this);
    }

    boolean tooLarge() {
        return tooLarge;
    }

    /** The caller's from now on. */
    ByteBuf take() {
        ByteBuf body = collected;
        collected = null;
        return body == null ? Unpooled.EMPTY_BUFFER : body;
    }

    void drop() {
        if (collected != null) {
            collected.release();
            collected = null;
        }
    }

    @Override
    public boolean wholeChunk(ByteBuf in, int from, int dataFrom, int dataTo) {
        return false;
    }

    @Override
    public void data(ByteBuf in, int from, int length) {
        ByteBuf body = collected;
        int have = body == null ? 0 : body.readableBytes();
        if (tooLarge || have + length > maxBytes) {
            tooLarge = true;
            return;
        }
        if (body == null) {
            body = in.alloc().directBuffer(Math.max(4096, length));
            collected = body;
        }
        body.writeBytes(in, from, length);
    }
}
