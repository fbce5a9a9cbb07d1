package dev.bursar.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * What a call cost, written into the usage object of the provider's answer under OpenRouter's names.
 *
 * @param promptNanos the part of the cost that arises without the answer
 * @param ownContract the organization pays the provider itself
 */
record CostNote(long costNanos, long promptNanos, boolean ownContract) {
    /**
     * @param text taken over
     * @param insertAt where more members can be put in, counted from the reader index
     */
    ByteBuf in(ByteBufAllocator allocator, ByteBuf text, int insertAt) {
        String added = members();
        int from = text.readerIndex();
        ByteBuf out = allocator.directBuffer(text.readableBytes() + added.length());
        out.writeBytes(text, from, insertAt);
        out.writeCharSequence(added, StandardCharsets.US_ASCII);
        out.writeBytes(text, from + insertAt, text.readableBytes() - insertAt);
        text.release();
        return out;
    }

    private String members() {
        StringBuilder out = new StringBuilder(224);
        Usd.append(out.append(",\"cost\":"), costNanos);
        out.append(",\"is_byok\":").append(ownContract);
        Usd.append(out.append(",\"cost_details\":{\"upstream_inference_cost\":"), costNanos);
        Usd.append(out.append(",\"upstream_inference_prompt_cost\":"), promptNanos);
        Usd.append(out.append(",\"upstream_inference_completions_cost\":"), Math.max(0, costNanos - promptNanos));
        return out.append('}').toString();
    }
}
