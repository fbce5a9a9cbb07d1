package dev.bursar.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** What a call cost, written into the usage object of the provider's answer. */
final class CostNote {
    private CostNote() {}

    /**
     * @param text taken over
     * @param ownContract the organization pays the provider itself
     * @param insertAt where more members can be put in, counted from the reader index
     */
    static ByteBuf in(ByteBufAllocator allocator, ByteBuf text, long costNanos, boolean ownContract, int insertAt) {
        StringBuilder added = new StringBuilder(48).append(",\"cost\":");
        Usd.append(added, costNanos).append(",\"is_byok\":").append(ownContract);
        int from = text.readerIndex();
        ByteBuf out = allocator.directBuffer(text.readableBytes() + added.length());
        out.writeBytes(text, from, insertAt);
        out.writeCharSequence(added, StandardCharsets.US_ASCII);
        out.writeBytes(text, from + insertAt, text.readableBytes() - insertAt);
        text.release();
        return out;
    }
}
