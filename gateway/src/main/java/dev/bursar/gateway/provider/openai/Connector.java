package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.provider.ProviderFailure;
import dev.bursar.gateway.provider.ProviderFailure.Kind;
import dev.bursar.policy.egress.InwardAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Opens connections: name to addresses, addresses checked, then connect, then TLS where the URL says so. */
final class Connector {
    private static final int TRIED_ADDRESSES = 3;

    private final Class<? extends SocketChannel> channelType;
    private final AddressLookup lookup;
    private final SslContext tls;
    private final int timeoutMillis;

    Connector(Class<? extends SocketChannel> channelType, AddressLookup lookup, SslContext tls, int timeoutMillis) {
        this.channelType = channelType;
        this.lookup = lookup;
        this.tls = tls;
        this.timeoutMillis = timeoutMillis;
    }

    void connect(EventLoop loop, Target.Key key, Connecting waiting) {
        lookup.find(key.host())
                .whenComplete((addresses, unknown) -> loop.execute(() -> {
                    if (unknown != null || addresses.isEmpty()) {
                        waiting.failed(ProviderFailure.of(Kind.UNREACHABLE, "The provider's host name is not known."));
                        return;
                    }
                    List<InetAddress> allowed = addresses.stream()
                            .filter(address -> key.privateNetwork() || !InwardAddress.is(address.getAddress()))
                            .limit(TRIED_ADDRESSES)
                            .toList();
                    if (allowed.isEmpty()) {
                        waiting.failed(ProviderFailure.of(
                                Kind.ADDRESS_REFUSED,
                                "The provider's address is inside the network, which is not allowed."));
                        return;
                    }
                    attempt(loop, key, allowed, 0, waiting);
                }));
    }

    private void attempt(EventLoop loop, Target.Key key, List<InetAddress> addresses, int index, Connecting waiting) {
        bootstrap(loop, key)
                .connect(new InetSocketAddress(addresses.get(index), key.port()))
                .addListener((io.netty.channel.ChannelFuture future) -> {
                    if (future.isSuccess()) {
                        secured(future.channel(), key, waiting);
                    } else if (index + 1 < addresses.size()) {
                        attempt(loop, key, addresses, index + 1, waiting);
                    } else {
                        waiting.failed(unreachable(future.cause()));
                    }
                });
    }

    private void secured(Channel channel, Target.Key key, Connecting waiting) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            waiting.connected(channel);
            return;
        }
        handler.handshakeFuture().addListener(future -> {
            if (future.isSuccess()) {
                waiting.connected(channel);
            } else {
                channel.close();
                waiting.failed(ProviderFailure.of(
                        Kind.UNREACHABLE, "The provider's TLS certificate was not accepted, or TLS failed."));
            }
        });
    }

    private Bootstrap bootstrap(EventLoop loop, Target.Key key) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (key.tls()) {
                            SslHandler handler = tls.newHandler(channel.alloc(), key.host(), key.port());
                            handler.setHandshakeTimeout(timeoutMillis, TimeUnit.MILLISECONDS);
                            channel.pipeline().addLast(handler);
                        }
                    }
                });
    }

    private static ProviderFailure unreachable(@Nullable Throwable cause) {
        return cause instanceof io.netty.channel.ConnectTimeoutException
                ? ProviderFailure.of(Kind.TIMEOUT, "The provider did not accept a connection in time.")
                : ProviderFailure.of(Kind.UNREACHABLE, "The provider does not accept connections.");
    }
}
