package dev.bursar.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;

/** The way back to a client for one request: a whole response, or a stream. On the connection's loop. */
interface Responder {
    EventLoop loop();

    ByteBufAllocator allocator();

    /** The client takes HTTP chunks; otherwise a stream ends with the connection. */
    boolean chunked();

    /** @param headers whole lines, each with its line end */
    void respond(int status, CharSequence headers, String contentType, ByteBuf body);

    void beginStream(CharSequence headers);

    /** @param framed the bytes are whole HTTP chunks */
    void write(ByteBuf events, boolean framed);

    void flush();

    void endStream();

    default void respond(ApiError error, String requestId) {
        StringBuilder headers =
                new StringBuilder(96).append("x-request-id: ").append(requestId).append("\r\n");
        if (error.retryAfter() != null && error.status() != 402) {
            headers.append("retry-after: ").append(error.retryAfter()).append("\r\n");
        }
        byte[] body = error.body();
        respond(
                error.status(),
                headers,
                "application/json",
                allocator().directBuffer(body.length).writeBytes(body));
    }
}
