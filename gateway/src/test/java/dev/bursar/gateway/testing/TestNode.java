package dev.bursar.gateway.testing;

import dev.bursar.gateway.Gateway;
import dev.bursar.gateway.GatewayProperties;
import dev.bursar.gateway.provider.openai.AddressLookup;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.revision.RevisionVerifier;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A real gateway on free ports, with a fake control plane. */
public final class TestNode implements AutoCloseable {
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    private final Gateway gateway;

    private TestNode(Gateway gateway) {
        this.gateway = gateway;
    }

    public static FleetSecret newSecret() {
        byte[] bytes = new byte[32];
        new java.security.SecureRandom().nextBytes(bytes);
        return new FleetSecret(bytes);
    }

    public static TestNode start(FakeControlPlane controlPlane, FleetSecret secret) {
        return start(controlPlane, secret, Map.of(), null);
    }

    /** @param settings below {@code bursar.gateway.} */
    public static TestNode start(
            FakeControlPlane controlPlane,
            FleetSecret secret,
            Map<String, String> settings,
            @Nullable AddressLookup addresses) {
        Map<String, String> all = new HashMap<>();
        all.put("bursar.gateway.edge.port", "0");
        all.put("bursar.gateway.edge.event-loops", "2");
        all.put("bursar.gateway.control-plane.plaintext", "true");
        all.put("bursar.gateway.control-plane.port", Integer.toString(controlPlane.port()));
        all.put("bursar.gateway.control-plane.flush-interval", "10ms");
        settings.forEach((name, value) -> all.put("bursar.gateway." + name, value));
        GatewayProperties properties = new Binder(new MapConfigurationPropertySource(all))
                .bind("bursar.gateway", GatewayProperties.class)
                .get();
        Gateway gateway = new Gateway(
                properties,
                new Gateway.Outside(
                        secret,
                        new RevisionVerifier(controlPlane.signing().getPublic()),
                        null,
                        Clock.systemUTC(),
                        addresses));
        gateway.start();
        return new TestNode(gateway);
    }

    public Gateway gateway() {
        return gateway;
    }

    public int port() {
        return gateway.address().getPort();
    }

    public TestNode awaitRevision(long revision) {
        await("policy revision " + revision, () -> gateway.policy().current().revision() >= revision);
        return this;
    }

    public TestNode awaitEpoch() {
        await("an epoch", () -> gateway.controlPlane().epoch().isPresent());
        return this;
    }

    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        gateway.stop();
    }
}
