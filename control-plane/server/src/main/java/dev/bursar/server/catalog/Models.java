package dev.bursar.server.catalog;

import dev.bursar.adminapi.catalog.AddModel;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.ModelCharges;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds models of an organization's own. */
@Component
final class Models {
    private static final String[] TEXT = {"text"};

    private final JooqProviders providers;
    private final JooqModels store;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Clock clock;

    Models(JooqProviders providers, JooqModels store, AuditLog audit, PolicyChanges changes, Clock clock) {
        this.providers = providers;
        this.store = store;
        this.audit = audit;
        this.changes = changes;
        this.clock = clock;
    }

    Model add(DSLContext tx, Caller caller, AddModel request) {
        caller.require(Action.MODEL_WRITE);
        ProviderRow provider = providers
                .find(tx, caller.organizationId(), request.providerId())
                .orElseThrow(
                        () -> ProblemException.field("providerId", "provider_unknown", "There is no such provider."));
        Optional<OwnPrice> price = OwnPrice.of(request);
        String name = provider.slug() + "/" + request.upstreamModel();
        if (store.exists(tx, caller.organizationId(), name)) {
            throw new ProblemException(409, "model_exists", "There is a model " + name + " already.");
        }
        store.insert(tx, caller.organizationId(), provider, row(request));
        price.ifPresent(p -> store.price(
                tx, caller.organizationId(), name, clock.instant(), p.rates(), p.fees(), JSONB.valueOf("[]"), "own"));
        audit.append(tx, caller, AuditLog.Change.created("model.added", "model", name, name, facts(request, provider)));
        changes.touch(tx, caller.organizationId(), PolicyChanges.Kind.MODEL, name);
        return store.find(tx, caller.organizationId(), name, clock.instant()).orElseThrow();
    }

    private JooqModels.NewModel row(AddModel request) {
        String shown = request.displayName();
        return new JooqModels.NewModel(
                request.upstreamModel(),
                shown == null || shown.isBlank() ? request.upstreamModel() : shown.strip(),
                Objects.requireNonNullElse(request.contextTokens(), 0L),
                Objects.requireNonNullElse(request.maxOutputTokens(), 0L),
                TEXT,
                TEXT,
                request.inputUsdPerMillion() == null ? "It was added without one." : "",
                Boolean.TRUE.equals(request.thinksBeyondLimit()),
                clock.instant());
    }

    private static Map<String, @Nullable Object> facts(AddModel request, ProviderRow provider) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("provider", provider.name());
        facts.put("upstreamModel", request.upstreamModel());
        facts.put("inputUsdPerMillion", request.inputUsdPerMillion());
        facts.put("outputUsdPerMillion", request.outputUsdPerMillion());
        facts.put("charges", charges(request));
        facts.put("thinksBeyondLimit", request.thinksBeyondLimit());
        facts.put("contextTokens", request.contextTokens());
        facts.put("maxOutputTokens", request.maxOutputTokens());
        return facts;
    }

    private static @Nullable Map<String, @Nullable Object> charges(AddModel request) {
        ModelCharges charges = request.charges();
        if (charges == null) {
            return null;
        }
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("audioInputUsdPerMillion", charges.audioInputUsdPerMillion());
        facts.put("audioOutputUsdPerMillion", charges.audioOutputUsdPerMillion());
        facts.put("usdPerRequest", charges.usdPerRequest());
        facts.put("usdPerInputImage", charges.usdPerInputImage());
        facts.put("usdPerOutputImage", charges.usdPerOutputImage());
        facts.put("usdPerToolCall", charges.usdPerToolCall());
        return facts;
    }
}
