package dev.bursar.gateway.edge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** The bytes of responses. */
final class ResponseWriter {
    /** Below it one copy is cheaper than a gathering write. */
    static final int COPIED_BYTES = 64 * 1024;

    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");
    private static final byte[] STREAM = ascii(
            "content-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\nx-accel-buffering: no\r\n");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    private ResponseWriter() {}

    static ByteBuf continues(ByteBufAllocator allocator) {
        return allocator.directBuffer(CONTINUE.length).writeBytes(CONTINUE);
    }

    static ByteBuf head(
            ByteBufAllocator allocator, int status, CharSequence headers, String type, int length, boolean close) {
        boolean copied = length <= COPIED_BYTES;
        ByteBuf out = allocator.directBuffer(160 + headers.length() + (copied ? length : 0));
        status(out, status);
        out.writeCharSequence(headers, StandardCharsets.ISO_8859_1);
        if (close) {
            out.writeBytes(CLOSE);
        }
        out.writeCharSequence("content-type: ", StandardCharsets.US_ASCII);
        out.writeCharSequence(type, StandardCharsets.US_ASCII);
        out.writeCharSequence("\r\ncontent-length: ", StandardCharsets.US_ASCII);
        out.writeCharSequence(Integer.toString(length), StandardCharsets.US_ASCII);
        out.writeCharSequence("\r\n\r\n", StandardCharsets.US_ASCII);
        return out;
    }

    static ByteBuf streamHead(ByteBufAllocator allocator, CharSequence headers, boolean chunked, boolean close) {
        ByteBuf out = allocator.directBuffer(256 + headers.length());
        out.writeBytes(OK);
        out.writeCharSequence(headers, StandardCharsets.ISO_8859_1);
        out.writeBytes(STREAM);
        if (chunked) {
            out.writeBytes(CHUNKED);
        }
        if (close) {
            out.writeBytes(CLOSE);
        }
        return out.writeShort(0x0d0a);
    }

    /** The line before a chunk's data. */
    static ByteBuf chunkSize(ByteBufAllocator allocator, int size) {
        ByteBuf out = allocator.directBuffer(10);
        out.writeCharSequence(Integer.toHexString(size), StandardCharsets.US_ASCII);
        return out.writeShort(0x0d0a);
    }

    static ByteBuf lastChunk(ByteBufAllocator allocator) {
        return allocator.directBuffer(LAST_CHUNK.length).writeBytes(LAST_CHUNK);
    }

    private static void status(ByteBuf out, int status) {
        if (status == 200) {
            out.writeBytes(OK);
            return;
        }
        out.writeCharSequence("HTTP/1.1 " + status + " " + reason(status) + "\r\n", StandardCharsets.US_ASCII);
    }

    private static String reason(int status) {
        return switch (status) {
            case 201 -> "Created";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 417 -> "Expectation Failed";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 505 -> "HTTP Version Not Supported";
            default -> "Error";
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
