package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.provider.BodyEdit;
import dev.bursar.gateway.provider.ProviderCall;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/** Writes a call: the target's head, and the client's body with its edits. */
final class RequestWriter {
    /** Below it one copy is cheaper than a gathering write. */
    private static final int COPIED_BYTES = 64 * 1024;

    private RequestWriter() {}

    static void write(Channel channel, Target target, ProviderCall call) {
        ByteBuf body = call.body();
        int length = body.readableBytes();
        for (BodyEdit edit : call.edits()) {
            length += edit.growth();
        }
        boolean copy = length <= COPIED_BYTES;
        ByteBuf out = target.head(channel.alloc(), length, copy ? length : 256);
        int at = 0;
        for (BodyEdit edit : call.edits()) {
            out = piece(channel, out, body, at, edit.from(), copy);
            out.writeBytes(edit.replacement());
            at = edit.to();
        }
        out = piece(channel, out, body, at, body.readableBytes(), copy);
        channel.writeAndFlush(out, channel.voidPromise());
    }

    private static ByteBuf piece(Channel channel, ByteBuf out, ByteBuf body, int from, int to, boolean copy) {
        int start = body.readerIndex() + from;
        if (copy) {
            return out.writeBytes(body, start, to - from);
        }
        channel.write(out, channel.voidPromise());
        channel.write(body.retainedSlice(start, to - from), channel.voidPromise());
        return channel.alloc().directBuffer(256);
    }
}
