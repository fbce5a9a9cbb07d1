package dev.bursar.gateway.controlplane;

import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NegotiationType;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Opens the gRPC channel, with mutual TLS unless tests say otherwise. */
public final class ControlPlaneChannels {
    /** From an older control plane a snapshot is one message: of a million keys, 200 MB. */
    private static final int MAX_MESSAGE_BYTES = 512 << 20;

    private static final int KEEP_ALIVE_SECONDS = 30;

    private ControlPlaneChannels() {}

    /** @param tls null: plaintext */
    public static ManagedChannel open(
            ControlPlaneProperties properties, @Nullable SslContext tls, EventLoopGroup loop, Executor executor) {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(properties.host(), properties.port())
                .eventLoopGroup(loop)
                .channelType(NioSocketChannel.class)
                .executor(executor)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .disableRetry();
        if (!properties.authority().isEmpty()) {
            builder.overrideAuthority(properties.authority());
        }
        if (tls == null) {
            builder.negotiationType(NegotiationType.PLAINTEXT);
        } else {
            builder.sslContext(tls);
        }
        return builder.build();
    }

    public static SslContext tls(KeyManagerFactory ours, TrustManagerFactory trusted) {
        try {
            SslContextBuilder builder =
                    SslContextBuilder.forClient().keyManager(ours).trustManager(trusted);
            return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS to the control plane cannot be set up: " + e.getMessage(), e);
        }
    }
}
