package dev.bursar.gateway.edge;

import dev.bursar.gateway.admission.Admission;
import dev.bursar.gateway.admission.AskDesk;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.gateway.admission.PathBook;
import dev.bursar.gateway.keyring.KeyReader;
import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.keyring.WorkloadTokens;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.gateway.provider.Providers;
import dev.bursar.gateway.routing.Router;
import dev.bursar.policy.key.FleetSecret;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The data path's listening socket and its connections. */
public final class EdgeServer {
    private static final int BACKLOG = 4096;
    private static final int LOW_WATER = 32 * 1024;
    private static final int HIGH_WATER = 256 * 1024;
    private static final long DRAIN_STEP_MILLIS = 20;
    private static final long BREAK_OFF_NANOS = 1_000_000_000L;

    /** What answering needs. */
    public record Parts(
            PolicyInForce policy,
            Keyring keyring,
            WorkloadTokens tokens,
            FleetSecret secret,
            Admission admission,
            PathBook paths,
            LeaseDesk desk,
            AskDesk askDesk,
            Router router,
            Providers providers,
            CallLog log,
            Clock clock,
            String howToAsk) {}

    private final EdgeProperties properties;
    private final Parts parts;
    private final EventLoopGroup loops;
    private final Dispatcher dispatcher;
    private final Map<EventLoop, LoopScope> scopes = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final SecureRandom seeds = new SecureRandom();
    private @Nullable Channel listening;

    public EdgeServer(EdgeProperties properties, Parts parts, EventLoopGroup loops) {
        this.properties = properties;
        this.parts = parts;
        this.loops = loops;
        BudgetText budgets = new BudgetText(parts.howToAsk());
        ChatEndpoint chat = new ChatEndpoint(
                parts.admission(), parts.router(), parts.providers(), new Refusals(budgets), parts.log());
        this.dispatcher = new Dispatcher(
                parts.policy(),
                chat,
                new ModelsEndpoint(parts.policy()),
                new KeyEndpoint(parts.policy(), parts.desk(), parts.paths(), budgets),
                new AskEndpoint(parts.askDesk()));
    }

    /** @throws IllegalStateException if the port is taken */
    public void start() {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(properties.transport().serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new io.netty.channel.WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted(channel);
                    }
                });
        try {
            listening = bootstrap
                    .bind(new InetSocketAddress(properties.host(), properties.port()))
                    .syncUninterruptibly()
                    .channel();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Cannot listen on " + properties.host() + ":" + properties.port() + ": " + e.getMessage(), e);
        }
    }

    /** Where clients connect, once started. */
    public InetSocketAddress address() {
        Channel channel = listening;
        if (channel == null) {
            throw new IllegalStateException("not started");
        }
        return (InetSocketAddress) channel.localAddress();
    }

    public int openConnections() {
        return open.get();
    }

    /**
     * Takes no more connections, lets what is in flight end, for a bounded time; then what is left is broken off, so
     * that its hold ends and its usage is known before the epoch is closed. Blocks.
     */
    public void drain() {
        Channel channel = listening;
        if (channel != null) {
            channel.close().syncUninterruptibly();
        }
        scopes.forEach((loop, scope) -> loop.execute(scope::drain));
        awaitClosed(properties.drainTimeout().toNanos());
        scopes.forEach((loop, scope) -> loop.execute(scope::breakOff));
        awaitClosed(BREAK_OFF_NANOS);
    }

    private void awaitClosed(long nanos) {
        long deadline = System.nanoTime() + nanos;
        while (open.get() > 0 && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(DRAIN_STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void accepted(Channel channel) {
        if (open.incrementAndGet() > properties.maxConnections()) {
            open.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        LoopScope scope = scopes.computeIfAbsent(channel.eventLoop(), this::scope);
        channel.pipeline().addLast(new ClientConnection(channel, scope, dispatcher, properties));
    }

    private LoopScope scope(EventLoop loop) {
        return new LoopScope(
                loop,
                new KeyReader(parts.keyring(), parts.tokens(), parts.secret(), parts.clock()),
                new RequestIds(parts.clock(), seeds.nextLong()));
    }
}
