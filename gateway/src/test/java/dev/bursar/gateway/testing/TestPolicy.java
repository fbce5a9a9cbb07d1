package dev.bursar.gateway.testing;

import com.google.protobuf.ByteString;
import dev.bursar.nodeapi.v1.BudgetPolicy;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.KeyState;
import dev.bursar.nodeapi.v1.ModelPolicy;
import dev.bursar.nodeapi.v1.OrganizationPolicy;
import dev.bursar.nodeapi.v1.Price;
import dev.bursar.nodeapi.v1.ProviderPolicy;
import dev.bursar.nodeapi.v1.Revision;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyText;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Policies for tests: one organization, a sandbox, a provider at a given address, keys and budgets as asked for. */
public final class TestPolicy {
    public static final String ORGANIZATION = "org-1";
    /** One USD per million tokens: a thousand nanos a token. */
    public static final long NANOS_PER_MILLION = 1_000_000_000L;

    public static final String CREDENTIAL = "sk-upstream-very-secret-0123456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final FleetSecret secret;
    private final Revision.Builder revision;

    private TestPolicy(FleetSecret secret, long number, long base) {
        this.secret = secret;
        this.revision = Revision.newBuilder()
                .setRevision(number)
                .setBaseRevision(base)
                .setIssuedAtMillis(System.currentTimeMillis())
                .setFreshUntilMillis(System.currentTimeMillis() + 3_600_000);
    }

    public static TestPolicy snapshot(FleetSecret secret, long number) {
        return new TestPolicy(secret, number, 0)
                .with(revision -> revision.addOrganizations(OrganizationPolicy.newBuilder()
                        .setOrganizationId(ORGANIZATION)
                        .setName("Acme")
                        .setStalenessLimitMillis(60_000)))
                .with(revision -> revision.addProviders(ProviderPolicy.newBuilder()
                        .setProviderId("sandbox-1")
                        .setOrganizationId(ORGANIZATION)
                        .setName("Sandbox")
                        .setKind("sandbox")))
                .sandboxModels();
    }

    public static TestPolicy delta(FleetSecret secret, long number) {
        return new TestPolicy(secret, number, number - 1);
    }

    public TestPolicy with(Consumer<Revision.Builder> change) {
        change.accept(revision);
        return this;
    }

    public TestPolicy provider(String baseUrl, boolean privateNetwork) {
        String binding = FleetSecret.credentialBinding(ORGANIZATION, "provider-1", baseUrl);
        byte[] sealed = secret.seal(CREDENTIAL.getBytes(StandardCharsets.US_ASCII), binding, RANDOM);
        return with(policy -> policy.addProviders(ProviderPolicy.newBuilder()
                        .setProviderId("provider-1")
                        .setOrganizationId(ORGANIZATION)
                        .setName("OpenAI")
                        .setKind("openai")
                        .setBaseUrl(baseUrl)
                        .setSealedCredential(ByteString.copyFrom(sealed))
                        .setPrivateNetwork(privateNetwork)))
                .model("openai/gpt-4o-mini", "provider-1", "gpt-4o-mini", true);
    }

    public TestPolicy model(String name, String providerId, String upstream, boolean priced) {
        ModelPolicy.Builder model = ModelPolicy.newBuilder()
                .setOrganizationId(ORGANIZATION)
                .setModel(name)
                .setDisplayName(name)
                .setProviderId(providerId)
                .setUpstreamModel(upstream)
                .setContextTokens(128_000)
                .setMaxOutputTokens(4_096)
                .addInputModalities("text")
                .addOutputModalities("text")
                .setCreatedAtMillis(1_700_000_000_000L);
        if (priced) {
            model.setPrice(price());
        }
        return with(policy -> policy.addModels(model));
    }

    public TestPolicy budget(String id, String level, boolean hard) {
        return with(policy -> policy.addBudgets(budgetPolicy(id, level, hard)));
    }

    /** The budgets that were put in so far, changed. */
    public TestPolicy budgets(Consumer<BudgetPolicy.Builder> change) {
        return with(policy -> policy.getBudgetsBuilderList().forEach(change));
    }

    /** The last model that was put in, once more, changed. */
    public TestPolicy alsoModel(String name, UnaryOperator<ModelPolicy.Builder> change) {
        return with(policy -> policy.addModels(change.apply(
                policy.getModelsBuilderList().getLast().clone().setModel(name).setUpstreamModel(name))));
    }

    public static BudgetPolicy budgetPolicy(String id, String level, boolean hard) {
        return BudgetPolicy.newBuilder()
                .setBudgetId(id)
                .setOrganizationId(ORGANIZATION)
                .setName(id)
                .setLevel(level)
                .setHard(hard)
                .setOwner("finance@acme.example")
                .build();
    }

    public TestPolicy key(KeyText key, String... budgetIds) {
        return key(key, policy -> policy, budgetIds);
    }

    public TestPolicy key(KeyText key, UnaryOperator<KeyPolicy.Builder> change, String... budgetIds) {
        KeyPolicy.Builder policy = KeyPolicy.newBuilder()
                .setHash(hash(key))
                .setKeyId("key-" + key.id())
                .setOrganizationId(ORGANIZATION)
                .setName("a key")
                .setState(KeyState.KEY_STATE_ACTIVE)
                .setOwner("dev@acme.example");
        for (String budgetId : budgetIds) {
            policy.addBudgetIds(budgetId);
        }
        return with(all -> all.addKeys(change.apply(policy)));
    }

    public ByteString hash(KeyText key) {
        return ByteString.copyFrom(secret.hasher().hash(key));
    }

    public static KeyText newKey() {
        return KeyText.generate(KeyText.Environment.TEST, RANDOM);
    }

    public Revision build() {
        return revision.build();
    }

    public static Price price() {
        return Price.newBuilder()
                .setPriceId("price-1")
                .setInputPerMillion(NANOS_PER_MILLION)
                .setOutputPerMillion(NANOS_PER_MILLION)
                .setCacheReadPerMillion(NANOS_PER_MILLION / 2)
                .setCacheWritePerMillion(NANOS_PER_MILLION)
                .build();
    }

    private TestPolicy sandboxModels() {
        for (String name : new String[] {"echo", "slow", "error-429", "error-500", "no-usage", "disconnect"}) {
            model("sandbox/" + name, "sandbox-1", name, true);
        }
        return model("sandbox/unpriced", "sandbox-1", "echo", false);
    }
}
