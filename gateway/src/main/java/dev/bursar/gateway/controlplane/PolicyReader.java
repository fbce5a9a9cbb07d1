package dev.bursar.gateway.controlplane;

import dev.bursar.gateway.keyring.Keyring;
import dev.bursar.gateway.policy.AtCap;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Credential;
import dev.bursar.gateway.policy.KeyGrant;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.ProviderEndpoint;
import dev.bursar.gateway.policy.WorkloadTrust;
import dev.bursar.nodeapi.v1.BudgetPolicy;
import dev.bursar.nodeapi.v1.KeyPolicy;
import dev.bursar.nodeapi.v1.ModelPolicy;
import dev.bursar.nodeapi.v1.PriceStep;
import dev.bursar.nodeapi.v1.ProviderPolicy;
import dev.bursar.nodeapi.v1.WorkloadTrustPolicy;
import dev.bursar.policy.access.ModelPattern;
import dev.bursar.policy.key.FleetSecret;
import dev.bursar.policy.key.KeyHasher;
import dev.bursar.policy.money.Fees;
import dev.bursar.policy.money.Price;
import dev.bursar.policy.money.Rates;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the wire's messages to the node's own values. Every text is bounded, every value in range, or it is refused. */
final class PolicyReader {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyReader.class);
    private static final int MAX_TEXT = 400;
    private static final int MAX_LIST = 1000;

    private final FleetSecret secret;

    PolicyReader(FleetSecret secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException if a value is out of range; so do the others */
    Keyring.Entry key(KeyPolicy key) {
        byte[] hash = key.getHash().toByteArray();
        if (hash.length != KeyHasher.HASH_BYTES) {
            throw new IllegalArgumentException("a key's hash has 32 bytes");
        }
        if (key.getModelsCount() > MAX_LIST || key.getBudgetIdsCount() > MAX_LIST) {
            throw new IllegalArgumentException("a key lists at most " + MAX_LIST + " models or budgets");
        }
        List<ModelPattern> models =
                key.getModelsList().stream().map(ModelPattern::new).toList();
        key.getBudgetIdsList().forEach(PolicyReader::id);
        return new Keyring.Entry(
                hash,
                new KeyGrant(
                        id(key.getKeyId()),
                        id(key.getOrganizationId()),
                        text(key.getName()),
                        state(key),
                        key.getExpiresAtMillis(),
                        models,
                        key.getBudgetIdsList(),
                        text(key.getOwner()),
                        key.getManagement()));
    }

    Budget budget(BudgetPolicy budget) {
        if (budget.getModelsCount() > MAX_LIST) {
            throw new IllegalArgumentException("a budget lists at most " + MAX_LIST + " models");
        }
        return new Budget(
                id(budget.getBudgetId()),
                text(budget.getName()),
                text(budget.getLevel()),
                budget.getHard(),
                text(budget.getOwner()),
                budget.getModelsList().stream().map(ModelPattern::new).toList(),
                budget.getElastic(),
                atCap(budget.getAtCap()),
                text(budget.getDowngradeModel()),
                budget.getCredit());
    }

    /** An answer that this version does not know is the strictest one. */
    private static AtCap atCap(dev.bursar.nodeapi.v1.AtCap atCap) {
        return switch (atCap) {
            case AT_CAP_DOWNGRADE -> AtCap.DOWNGRADE;
            case AT_CAP_ASK -> AtCap.ASK;
            case AT_CAP_REFUSE, AT_CAP_UNSPECIFIED, UNRECOGNIZED -> AtCap.REFUSE;
        };
    }

    static int basisPoints(int points) {
        if (points < 0 || points > 10_000) {
            throw new IllegalArgumentException("a fee is 0 to 10000 basis points");
        }
        return points;
    }

    /** Empty for a kind that this node does not know yet, and where credential or URL cannot be used. */
    Optional<ProviderEndpoint> provider(ProviderPolicy provider) {
        String id = id(provider.getProviderId());
        String organization = id(provider.getOrganizationId());
        String name = text(provider.getName());
        return switch (provider.getKind()) {
            case "sandbox" ->
                Optional.of(new ProviderEndpoint(
                        id,
                        organization,
                        name,
                        ProviderEndpoint.Kind.SANDBOX,
                        URI.create("sandbox:/"),
                        Credential.NONE,
                        provider.getOwnContract(),
                        false));
            case "openai" -> credential(provider).flatMap(credential -> openai(provider, credential));
            default -> {
                LOG.warn("provider {} has kind {}, which this version does not know", id, provider.getKind());
                yield Optional.empty();
            }
        };
    }

    Model model(ModelPolicy model) {
        return new Model(
                id(model.getModel()),
                text(model.getDisplayName()),
                id(model.getProviderId()),
                id(model.getUpstreamModel()),
                Math.max(0, model.getContextTokens()),
                Math.max(0, model.getMaxOutputTokens()),
                model.hasPrice() ? Optional.of(price(model.getPrice())) : Optional.empty(),
                text(model.getUnpricedBecause()),
                model.getThinksBeyondLimit(),
                model.getInputModalitiesList(),
                model.getOutputModalitiesList(),
                model.getCreatedAtMillis());
    }

    Optional<WorkloadTrust> trust(WorkloadTrustPolicy trust) {
        return TrustReader.read(trust);
    }

    private static Price price(dev.bursar.nodeapi.v1.Price price) {
        return new Price(
                text(price.getPriceId()),
                new Rates(
                        price.getInputPerMillion(),
                        price.getOutputPerMillion(),
                        price.getCacheReadPerMillion(),
                        price.getCacheWritePerMillion(),
                        orAsText(price.getAudioInputPerMillion(), price.getInputPerMillion()),
                        orAsText(price.getAudioOutputPerMillion(), price.getOutputPerMillion())),
                new Fees(
                        price.getPerRequest(),
                        price.getPerInputImage(),
                        price.getPerOutputImage(),
                        price.getPerToolCall()),
                price.getStepsList().stream().map(PolicyReader::step).toList());
    }

    private static Price.Step step(PriceStep step) {
        return new Price.Step(
                step.getAboveInputTokens(),
                new Rates(
                        step.getInputPerMillion(),
                        step.getOutputPerMillion(),
                        step.getCacheReadPerMillion(),
                        step.getCacheWritePerMillion(),
                        orAsText(step.getAudioInputPerMillion(), step.getInputPerMillion()),
                        orAsText(step.getAudioOutputPerMillion(), step.getOutputPerMillion())));
    }

    private static long orAsText(long audioPerMillion, long textPerMillion) {
        return audioPerMillion == 0 ? textPerMillion : audioPerMillion;
    }

    /** Empty where the URL is none that can be called: one bad provider must not keep all other policy out. */
    private static Optional<ProviderEndpoint> openai(ProviderPolicy provider, Credential credential) {
        try {
            return Optional.of(new ProviderEndpoint(
                    provider.getProviderId(),
                    provider.getOrganizationId(),
                    provider.getName(),
                    ProviderEndpoint.Kind.OPENAI,
                    URI.create(text(provider.getBaseUrl())),
                    credential,
                    provider.getOwnContract(),
                    provider.getPrivateNetwork()));
        } catch (IllegalArgumentException e) {
            LOG.error("provider {} cannot be called: {}", provider.getProviderId(), e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Credential> credential(ProviderPolicy provider) {
        if (provider.getSealedCredential().isEmpty()) {
            return Optional.of(Credential.NONE);
        }
        String binding = FleetSecret.credentialBinding(
                provider.getOrganizationId(), provider.getProviderId(), provider.getBaseUrl());
        try {
            return Optional.of(
                    Credential.of(secret.unseal(provider.getSealedCredential().toByteArray(), binding)));
        } catch (GeneralSecurityException e) {
            LOG.error(
                    "the credential of provider {} cannot be unsealed; its models are unavailable",
                    provider.getProviderId());
            return Optional.empty();
        }
    }

    private static KeyGrant.State state(KeyPolicy key) {
        return switch (key.getState()) {
            case KEY_STATE_ACTIVE -> KeyGrant.State.ACTIVE;
            case KEY_STATE_DISABLED ->
                key.getOrganizationArchived() ? KeyGrant.State.ORGANIZATION_ARCHIVED : KeyGrant.State.DISABLED;
            case KEY_STATE_UNIT_ARCHIVED -> KeyGrant.State.UNIT_ARCHIVED;
            case KEY_STATE_REVOKED, KEY_STATE_UNSPECIFIED, UNRECOGNIZED -> KeyGrant.State.REVOKED;
        };
    }

    static String id(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an id is empty");
        }
        return text(id);
    }

    static String text(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a text is longer than " + MAX_TEXT + " characters");
        }
        return text;
    }
}
