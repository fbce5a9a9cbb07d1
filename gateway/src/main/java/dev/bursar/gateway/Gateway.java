package dev.bursar.gateway;

import dev.bursar.gateway.admission.Admission;
import dev.bursar.gateway.admission.LeaseDesk;
import dev.bursar.gateway.admission.PathBook;
import dev.bursar.gateway.controlplane.ControlPlane;
import dev.bursar.gateway.controlplane.ControlPlaneChannels;
import dev.bursar.gateway.edge.CallLog;
import dev.bursar.gateway.edge.EdgeServer;
import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.keyring.WorkloadTokens;
import dev.bursar.gateway.policy.PolicyInForce;
import dev.bursar.gateway.provider.Providers;
import dev.bursar.gateway.provider.openai.AddressLookup;
import dev.bursar.gateway.provider.openai.OpenAiProvider;
import dev.bursar.gateway.provider.sandbox.SandboxProvider;
import dev.bursar.gateway.routing.Router;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.revision.RevisionVerifier;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One node, put together from its capabilities. Making it opens nothing; {@link #start} does. */
public final class Gateway {
    /**
     * What a node is given from outside.
     *
     * @param controlPlaneTls null: plaintext, for tests
     */
    public record Outside(
            FleetSecret secret,
            RevisionVerifier verifier,
            @Nullable SslContext controlPlaneTls,
            Clock clock,
            @Nullable AddressLookup addresses) {}

    private static final long TIDY_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;
    private static final int ANSWER_THREADS = 4;
    private static final int CHECK_THREADS = 2;
    private static final int MOST_WAITING_CHECKS = 1024;

    private final PolicyInForce policy = new PolicyInForce();
    private final Keyring keyring = new Keyring();
    /**
     * Takes the control plane's answers. Platform threads: a virtual one that waits for a class to be initialized keeps
     * its carrier, and on two cores two of them are all there are.
     */
    private final ExecutorService answers = Executors.newFixedThreadPool(
            ANSWER_THREADS,
            Thread.ofPlatform().name("control-plane-", 0).daemon().factory());

    /** Checks tokens' signatures. Whoever finds the queue full is told to come again. */
    private final ExecutorService checkers = new ThreadPoolExecutor(
            CHECK_THREADS,
            CHECK_THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING_CHECKS),
            Thread.ofPlatform().name("token-check-", 0).daemon().factory());

    private final ExecutorService lookups = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("timer").daemon().factory());
    private final EventLoopGroup loops;
    private final EventLoopGroup controlLoop;
    private final ControlPlane controlPlane;
    private final PathBook paths;
    private final WorkloadTokens tokens;
    private final CallLog log;
    private final EdgeServer edge;
    private final AtomicBoolean stopping = new AtomicBoolean();

    public Gateway(GatewayProperties properties, Outside outside) {
        int count = properties.edge().eventLoops();
        this.loops = new MultiThreadIoEventLoopGroup(
                count == 0 ? Runtime.getRuntime().availableProcessors() : count,
                new DefaultThreadFactory("edge"),
                properties.edge().transport().handlers());
        this.controlLoop =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("control"), NioIoHandler.newFactory());
        AtomicReference<@Nullable Admission> admissionLater = new AtomicReference<>();
        AtomicReference<@Nullable PathBook> pathsLater = new AtomicReference<>();
        this.controlPlane = new ControlPlane(new ControlPlane.Parts(
                ControlPlaneChannels.open(properties.controlPlane(), outside.controlPlaneTls(), controlLoop, answers),
                properties.controlPlane(),
                properties.stateDirectory(),
                outside.secret(),
                outside.verifier(),
                policy,
                keyring,
                timer,
                new SecureRandom(),
                () -> advertised(properties),
                charges -> ifThere(admissionLater, admission -> admission.reported(charges)),
                () -> ifThere(pathsLater, PathBook::forgetLeases),
                budgetId -> ifThere(pathsLater, book -> book.recall(budgetId))));
        this.tokens = new WorkloadTokens(policy, controlPlane.keyRefresh(), checkers, outside.clock());
        LeaseDesk desk = controlPlane.leaseDesk();
        this.paths = new PathBook(desk, outside.clock(), timer, properties.admission());
        Admission admission =
                new Admission(policy, paths, controlPlane.usageSink(), outside.clock(), properties.admission());
        admissionLater.set(admission);
        pathsLater.set(paths);
        this.log = new CallLog(controlPlane.usageSink(), outside.clock());
        AddressLookup addresses = outside.addresses();
        OpenAiProvider openai = new OpenAiProvider(
                properties.provider(),
                properties.edge().transport().clientChannel(),
                addresses == null ? AddressLookup.system(lookups) : addresses,
                providerTls());
        Providers providers = new Providers(openai, new SandboxProvider(properties.provider(), outside.clock()));
        this.edge = new EdgeServer(
                properties.edge(),
                new EdgeServer.Parts(
                        policy,
                        keyring,
                        tokens,
                        outside.secret(),
                        admission,
                        paths,
                        desk,
                        controlPlane.askDesk(),
                        new Router(),
                        providers,
                        log,
                        outside.clock(),
                        properties.admission().howToAsk()),
                loops);
    }

    /** Listens, and keeps in touch with the control plane. */
    public void start() {
        edge.start();
        controlPlane.start();
        timer.scheduleWithFixedDelay(paths::tidy, TIDY_MILLIS, TIDY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets requests in flight end, returns leases, reports usage, closes the epoch. Blocks for a bounded time. Once. */
    public void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        edge.drain();
        paths.returnAll();
        controlPlane.stop(STOP_MILLIS);
        timer.shutdownNow();
        answers.shutdown();
        lookups.shutdown();
        checkers.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        controlLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    public InetSocketAddress address() {
        return edge.address();
    }

    public boolean stopping() {
        return stopping.get();
    }

    public PolicyInForce policy() {
        return policy;
    }

    public Keyring keyring() {
        return keyring;
    }

    public WorkloadTokens tokens() {
        return tokens;
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    public CallLog log() {
        return log;
    }

    /** What open holds have taken of a budget's leases on this node. */
    public long heldNanos(String budgetId) {
        return paths.heldNanos(budgetId);
    }

    /** Requests that wait for money of this budget. */
    public int waitingRequests(String budgetId) {
        return paths.waitingRequests(budgetId);
    }

    public EdgeServer edge() {
        return edge;
    }

    private String advertised(GatewayProperties properties) {
        String configured = properties.controlPlane().advertisedAddress();
        if (!configured.isEmpty()) {
            return configured;
        }
        InetSocketAddress address = edge.address();
        return address.getHostString() + ":" + address.getPort();
    }

    private static <T> void ifThere(AtomicReference<@Nullable T> later, java.util.function.Consumer<T> action) {
        T value = later.get();
        if (value != null) {
            action.accept(value);
        }
    }

    private static SslContext providerTls() {
        try {
            return SslContextBuilder.forClient().build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS to providers cannot be set up: " + e.getMessage(), e);
        }
    }
}
