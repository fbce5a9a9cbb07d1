package dev.bursar.server.node;

import dev.bursar.server.platform.Production;
import dev.bursar.server.platform.StartRefusedException;
import dev.bursar.server.publication.Fleet;
import dev.bursar.server.publication.Publisher;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Listens for nodes, with mutual TLS and never without. */
@Component
public final class NodeServer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
    private static final int MAX_CALLS_PER_CONNECTION = 256;
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int LEAST_KEEP_ALIVE_SECONDS = 5;
    private static final int STOP_SECONDS = 3;
    private static final int CALL_THREADS = 32;
    private static final int INTAKE_THREADS = 8;

    private final ControlService service;
    private final Publisher publisher;
    private final Fleet fleet;
    private final NodeProperties properties;
    private final SslBundles bundles;
    private final Environment environment;
    /**
     * Calls wait for the database, whose connections are fewer. Platform threads: virtual ones that wait for a class to
     * be initialized keep their carriers, of which a small machine has two.
     */
    private final ExecutorService executor = Executors.newFixedThreadPool(
            CALL_THREADS, Thread.ofPlatform().name("node-call-", 0).daemon().factory());

    /** Reports of usage come in floods and may wait; who asks for money may not wait behind them. */
    private final ExecutorService intake = Executors.newFixedThreadPool(
            INTAKE_THREADS, Thread.ofPlatform().name("node-intake-", 0).daemon().factory());

    private volatile @Nullable Server server;

    NodeServer(
            ControlService service,
            Publisher publisher,
            Fleet fleet,
            NodeProperties properties,
            SslBundles bundles,
            Environment environment) {
        this.service = service;
        this.publisher = publisher;
        this.fleet = fleet;
        this.properties = properties;
        this.bundles = bundles;
        this.environment = environment;
    }

    @Override
    public void start() {
        if (!bundles.getBundleNames().contains(NodeTlsConfiguration.BUNDLE)) {
            withoutCertificates();
            return;
        }
        InetSocketAddress address = new InetSocketAddress(properties.address(), properties.port());
        try {
            server = NettyServerBuilder.forAddress(address)
                    .sslContext(tls(bundles.getBundle(NodeTlsConfiguration.BUNDLE)))
                    .executor(executor)
                    .callExecutor(CallExecutors.of(executor, intake))
                    .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                    .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                    .maxInboundMetadataSize(MAX_HEADER_BYTES)
                    .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveTime(LEAST_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .intercept(new NodeIdentity(fleet))
                    .addService(service)
                    .build()
                    .start();
            LOG.info("listening for gateways on {}:{}", properties.address(), port());
        } catch (IOException e) {
            throw new StartRefusedException(
                    "Port " + properties.port() + " for gateways on " + properties.address()
                            + " cannot be opened. Is another control plane running? Set bursar.node.port.",
                    e);
        }
    }

    /** Where it listens; 0 while it does not. */
    public int port() {
        Server running = server;
        return running == null ? 0 : running.getPort();
    }

    @Override
    public void stop() {
        Server running = server;
        server = null;
        if (running != null) {
            running.shutdown();
            publisher.endStreams();
            awaitEnd(running);
        }
        executor.shutdown();
        intake.shutdown();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return Publisher.PHASE + 100;
    }

    private static void awaitEnd(Server running) {
        try {
            if (!running.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void withoutCertificates() {
        if (Production.in(environment)) {
            throw new StartRefusedException(
                    "Gateways cannot be served: there is no certificate. Set bursar.node-tls.key-store, "
                            + "bursar.node-tls.trust-store and bursar.node-tls.password-file.");
        }
        LOG.warn("no certificate for gateways was found in the secrets directory (node-tls): none can connect");
    }

    private static SslContext tls(SslBundle bundle) {
        try {
            return GrpcSslContexts.configure(
                            SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory()))
                    .trustManager(bundle.getManagers().getTrustManagerFactory())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build();
        } catch (SSLException e) {
            throw new StartRefusedException("The certificates for gateways (bundle node-tls) cannot be used.", e);
        }
    }
}
