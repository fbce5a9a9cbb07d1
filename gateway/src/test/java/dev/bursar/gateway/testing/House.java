package dev.bursar.gateway.testing;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of everything, connected: a control plane, a scripted provider, a node, a client, and a key under one hard
 * organization budget and one hard key budget.
 */
public final class House implements AutoCloseable {
    public static final String ORG_BUDGET = "budget-org";
    public static final String KEY_BUDGET = "budget-key";
    public static final String MODEL = "openai/gpt-4o-mini";

    public final FleetSecret secret = TestNode.newSecret();
    public final KeyText key = TestPolicy.newKey();
    public final FakeControlPlane controlPlane = FakeControlPlane.start();
    public final ScriptedProvider provider;
    public final TestNode node;
    public final Chat chat;

    private House(long keyLimitNanos, Map<String, String> settings) {
        provider = ScriptedProvider.start(
                (client, request, out) -> ScriptedProvider.write(out, ScriptedProvider.json("hello")));
        controlPlane.ledger().open(TestPolicy.budgetPolicy(ORG_BUDGET, "organization", true), 1_000_000_000_000L);
        controlPlane.ledger().open(TestPolicy.budgetPolicy(KEY_BUDGET, "key", true), keyLimitNanos);
        controlPlane.publish(policy(1).build());
        node = TestNode.start(controlPlane, secret, settings, null)
                .awaitRevision(1)
                .awaitEpoch();
        chat = new Chat(node.port());
    }

    public static House open() {
        return open(10_000_000_000L, Map.of());
    }

    public static House open(long keyLimitNanos, Map<String, String> settings) {
        return new House(keyLimitNanos, new HashMap<>(settings));
    }

    /** A snapshot with the house's provider, budgets and key. */
    public TestPolicy policy(long revision) {
        return TestPolicy.snapshot(secret, revision)
                .provider(provider.baseUrl(), true)
                .budget(ORG_BUDGET, "organization", true)
                .budget(KEY_BUDGET, "key", true)
                .key(key, ORG_BUDGET, KEY_BUDGET);
    }

    public Account account() {
        return controlPlane.ledger().account(KEY_BUDGET);
    }

    /** Waits until the control plane has this many usage events. */
    public House awaitEvents(int count) {
        TestNode.await(count + " usage events", () -> controlPlane.events().size() >= count);
        return this;
    }

    public long heldNanos() {
        return node.gateway().heldNanos(KEY_BUDGET);
    }

    public @Nullable String header(java.net.http.HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        chat.close();
        node.close();
        provider.close();
        controlPlane.close();
    }
}
