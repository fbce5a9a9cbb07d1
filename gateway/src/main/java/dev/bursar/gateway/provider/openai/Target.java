package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.policy.ProviderEndpoint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An endpoint made ready to be called: where to connect, and the request's head up to its content length. */
final class Target {
    /** Connections with equal keys are interchangeable. */
    record Key(boolean tls, String host, int port, boolean privateNetwork) {}

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    final Key key;
    final String secret;
    private final byte[] head;

    Target(ProviderEndpoint endpoint) {
        URI url = endpoint.baseUrl();
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        String host = url.getHost();
        this.key = new Key(tls, host, port, endpoint.privateNetwork());
        this.secret = endpoint.credential().reveal();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String authority = url.getPort() > 0 ? host + ":" + port : host;
        String authorization = endpoint.credential().isPresent() ? "authorization: Bearer " + secret + "\r\n" : "";
        this.head = ("POST " + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                        + "/chat/completions HTTP/1.1\r\nhost: " + authority + "\r\n" + authorization
                        + "content-type: application/json\r\naccept: */*\r\nuser-agent: bursar\r\ncontent-length: ")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The whole head with the length of the body that follows, in a buffer with room for {@code more}. */
    ByteBuf head(ByteBufAllocator allocator, int bodyLength, int more) {
        ByteBuf out = allocator.directBuffer(head.length + 16 + more);
        out.writeBytes(head);
        out.writeCharSequence(Integer.toString(bodyLength), StandardCharsets.US_ASCII);
        out.writeBytes(HEAD_END);
        return out;
    }
}
