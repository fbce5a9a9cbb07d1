package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.http.BodyDecoder;
import dev.bursar.gateway.http.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Collects an answer that is not streamed. Where it came in one piece, it is that piece. */
final class WholeAnswer implements BodyDecoder.Output {
    private static final int FIRST_BYTES = 4096;

    private final ByteBufAllocator allocator;
    private final int maxBytes;
    private @Nullable ByteBuf collected;
    private long expected;
    private boolean overflowed;

    WholeAnswer(ByteBufAllocator allocator, int maxBytes) {
        this.allocator = allocator;
        this.maxBytes = maxBytes;
    }

    void begin(ResponseHead head) {
        drop();
        expected = head.framing == Framing.LENGTH ? head.contentLength : -1;
        overflowed = expected > maxBytes;
    }

    @Override
    public boolean wholeChunk(ByteBuf in, int from, int dataFrom, int dataTo) {
        return false;
    }

    @Override
    public void data(ByteBuf in, int from, int length) {
        ByteBuf before = collected;
        if (overflowed || (before == null ? 0L : before.readableBytes()) + length > maxBytes) {
            overflowed = true;
            return;
        }
        if (before == null && length == expected) {
            collected = in.retainedSlice(from, length);
            return;
        }
        if (before == null) {
            before = allocator.directBuffer((int) Math.max(FIRST_BYTES, expected));
            collected = before;
        }
        before.writeBytes(in, from, length);
    }

    boolean overflowed() {
        return overflowed;
    }

    /** The caller's from now on. */
    ByteBuf take() {
        ByteBuf body = collected;
        collected = null;
        return body == null ? allocator.directBuffer(1) : body;
    }

    void drop() {
        if (collected != null) {
            collected.release();
            collected = null;
        }
    }
}
