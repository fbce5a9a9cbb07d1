package dev.bursar.server.catalog;

import dev.bursar.adminapi.catalog.AddModel;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.policy.money.MoneyException;
import dev.bursar.policy.money.Rates;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.web.Amounts;
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
        Optional<Rates> rates = rates(request);
        String name = provider.slug() + "/" + request.upstreamModel();
        if (store.exists(tx, caller.organizationId(), name)) {
            throw new ProblemException(409, "model_exists", "There is a model " + name + " already.");
        }
        store.insert(tx, caller.organizationId(), provider, row(request));
        rates.ifPresent(
                r -> store.price(tx, caller.organizationId(), name, clock.instant(), r, JSONB.valueOf("[]"), "own"));
        audit.append(tx, caller, AuditLog.Change.created("model.added", "model", name, name, facts(request, provider)));
        changes.touch(tx, caller.organizationId(), PolicyChanges.Kind.MODEL, name);
        return store.find(tx, caller.organizationId(), name, clock.instant()).orElseThrow();
    }

    private static Optional<Rates> rates(AddModel request) {
        String input = request.inputUsdPerMillion();
        String output = request.outputUsdPerMillion();
        if (input == null && output == null) {
            return Optional.empty();
        }
        if (input == null || output == null) {
            String missing = input == null ? "inputUsdPerMillion" : "outputUsdPerMillion";
            throw ProblemException.field(missing, "price_incomplete", "A price has an input and an output part.");
        }
        long in = Amounts.parse("inputUsdPerMillion", input);
        long out = Amounts.parse("outputUsdPerMillion", output);
        try {
            return Optional.of(new Rates(in, out, in, in));
        } catch (MoneyException e) {
            throw ProblemException.field("inputUsdPerMillion", e.code(), String.valueOf(e.getMessage()));
        }
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
                clock.instant());
    }

    private static Map<String, @Nullable Object> facts(AddModel request, ProviderRow provider) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("provider", provider.name());
        facts.put("upstreamModel", request.upstreamModel());
        facts.put("inputUsdPerMillion", request.inputUsdPerMillion());
        facts.put("outputUsdPerMillion", request.outputUsdPerMillion());
        facts.put("contextTokens", request.contextTokens());
        facts.put("maxOutputTokens", request.maxOutputTokens());
        return facts;
    }
}
