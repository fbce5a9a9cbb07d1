package dev.bursar.gateway.provider.openai;

import dev.bursar.gateway.provider.AnswerSink;
import dev.bursar.gateway.provider.Exchange;
import dev.bursar.gateway.provider.Provider;
import dev.bursar.gateway.provider.ProviderCall;
import dev.bursar.gateway.provider.ProviderProperties;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks to any host with OpenAI's chat completions at {@code <base URL>/chat/completions}. Follows no redirects. */
public final class OpenAiProvider implements Provider {
    private final ProviderProperties properties;
    private final Connector connector;
    private final Map<EventLoop, UpstreamPool> pools = new ConcurrentHashMap<>();

    public OpenAiProvider(
            ProviderProperties properties,
            Class<? extends SocketChannel> channelType,
            AddressLookup lookup,
            SslContext tls) {
        this.properties = properties;
        this.connector = new Connector(
                channelType, lookup, tls, (int) properties.connectTimeout().toMillis());
    }

    @Override
    public Exchange send(ProviderCall call, AnswerSink sink) {
        UpstreamPool pool = pools.get(call.loop());
        if (pool == null) {
            pool = new UpstreamPool(call.loop(), properties, connector);
            pools.put(call.loop(), pool);
        }
        return pool.send(call, sink);
    }
}
