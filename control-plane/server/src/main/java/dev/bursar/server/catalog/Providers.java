package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.CATALOG_HOST;

import dev.bursar.adminapi.catalog.ConnectProvider;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.catalog.UpdateProvider;
import dev.bursar.policy.access.Action;
import dev.bursar.server.audit.AuditLog;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.platform.Ids;
import dev.bursar.server.platform.secret.CredentialVault;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.ProblemException;
import dev.bursar.server.publication.PolicyChanges;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Connects providers and changes them. */
@Component
public class Providers {
    private static final String KIND = "provider";
    private static final String SANDBOX = "sandbox";

    private final JooqProviders store;
    private final JooqModels models;
    private final CredentialVault vault;
    private final AuditLog audit;
    private final PolicyChanges changes;
    private final Ids ids;
    private final Clock clock;

    Providers(
            JooqProviders store,
            JooqModels models,
            CredentialVault vault,
            AuditLog audit,
            PolicyChanges changes,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.models = models;
        this.vault = vault;
        this.audit = audit;
        this.changes = changes;
        this.ids = ids;
        this.clock = clock;
    }

    /** With the models that the request takes from the public catalog. */
    public Provider connect(DSLContext tx, Caller caller, ConnectProvider request) {
        caller.require(Action.PROVIDER_WRITE);
        ProviderRow provider = fresh(tx, caller, request);
        if (store.slugTaken(tx, caller.organizationId(), provider.slug())) {
            throw new ProblemException(409, "slug_taken", "There is a provider " + provider.slug() + " already.");
        }
        store.insert(tx, caller.organizationId(), provider, sealed(caller, provider, request.credential()));
        List<String> taken = takeOver(tx, caller, provider, request);
        Map<String, @Nullable Object> facts = provider.facts();
        facts.put("models", taken.size());
        audit.append(
                tx, caller, AuditLog.Change.created("provider.connected", KIND, provider.id(), provider.name(), facts));
        touch(tx, caller, provider.id());
        taken.forEach(model -> changes.touch(tx, caller.organizationId(), PolicyChanges.Kind.MODEL, model));
        return find(tx, caller, provider.id()).toApi();
    }

    Provider update(DSLContext tx, Caller caller, UUID providerId, @Nullable String ifMatch, UpdateProvider request) {
        caller.require(Action.PROVIDER_WRITE);
        ProviderRow before =
                store.lock(tx, caller.organizationId(), providerId).orElseThrow(() -> ProblemException.notFound(KIND));
        Etags.require(ifMatch, before.version());
        ProviderRow after = changed(caller, before, request);
        byte[] credential = sealed(caller, after, request.credential());
        if (credential == null && after.facts().equals(before.facts())) {
            return before.toApi();
        }
        store.update(tx, caller.organizationId(), after, credential);
        Map<String, @Nullable Object> was = before.facts();
        Map<String, @Nullable Object> is = after.facts();
        if (credential != null) {
            was.put("credentialVersion", before.version());
            is.put("credentialVersion", after.version());
        }
        audit.append(tx, caller, AuditLog.Change.changed("provider.changed", KIND, after.id(), after.name(), was, is));
        touch(tx, caller, after.id());
        return find(tx, caller, providerId).toApi();
    }

    ProviderRow find(DSLContext tx, Caller caller, UUID providerId) {
        return store.find(tx, caller.organizationId(), providerId).orElseThrow(() -> ProblemException.notFound(KIND));
    }

    private ProviderRow fresh(DSLContext tx, Caller caller, ConnectProvider request) {
        boolean privateNetwork = Boolean.TRUE.equals(request.privateNetwork());
        if (privateNetwork) {
            caller.require(Action.PROVIDER_PRIVATE);
        }
        boolean sandbox = SANDBOX.equals(request.catalogHost());
        return new ProviderRow(
                ids.next(),
                request.name().strip(),
                request.slug(),
                sandbox ? SANDBOX : "openai",
                sandbox ? "" : BaseUrl.check(baseUrl(tx, request), privateNetwork),
                Credentials.hint(request.credential()),
                request.credential() != null,
                privateNetwork,
                Objects.requireNonNullElse(request.paidBy(), "platform"),
                0,
                clock.instant(),
                1);
    }

    private static String baseUrl(DSLContext tx, ConnectProvider request) {
        if (request.baseUrl() != null && !request.baseUrl().isBlank()) {
            return request.baseUrl();
        }
        String host = request.catalogHost();
        String known = host == null
                ? null
                : tx.select(CATALOG_HOST.BASE_URL)
                        .from(CATALOG_HOST)
                        .where(CATALOG_HOST.HOST.eq(host))
                        .fetchOne(CATALOG_HOST.BASE_URL);
        if (known == null || known.isEmpty()) {
            throw ProblemException.field("baseUrl", "base_url_required", "This provider needs its address.");
        }
        return known;
    }

    private List<String> takeOver(DSLContext tx, Caller caller, ProviderRow provider, ConnectProvider request) {
        String host = request.catalogHost();
        if (host == null) {
            return List.of();
        }
        if (!tx.fetchExists(CATALOG_HOST, CATALOG_HOST.HOST.eq(host))) {
            throw ProblemException.field("catalogHost", "host_unknown", "The public catalog has no such host.");
        }
        List<String> taken = models.takeOver(tx, caller.organizationId(), provider, host, request.models());
        if (request.models() != null
                && taken.size() < request.models().stream().distinct().count()) {
            throw ProblemException.field("models", "model_unknown", "The host has no model of one of these names.");
        }
        return taken;
    }

    private static ProviderRow changed(Caller caller, ProviderRow provider, UpdateProvider request) {
        String wanted = request.baseUrl();
        String baseUrl = provider.baseUrl();
        if (wanted != null) {
            if (provider.sandbox()) {
                throw ProblemException.field("baseUrl", "sandbox_has_no_address", "The sandbox is in the gateway.");
            }
            baseUrl = BaseUrl.check(wanted, provider.privateNetwork());
        }
        if (!baseUrl.equals(provider.baseUrl())) {
            requireForMove(caller, provider, request);
        }
        return new ProviderRow(
                provider.id(),
                request.name() == null ? provider.name() : request.name().strip(),
                provider.slug(),
                provider.kind(),
                baseUrl,
                request.credential() == null ? provider.credentialHint() : Credentials.hint(request.credential()),
                provider.hasCredential() || request.credential() != null,
                provider.privateNetwork(),
                provider.paidBy(),
                provider.models(),
                provider.createdAt(),
                provider.version() + 1);
    }

    /** A stored credential never follows to another address: whoever moves the provider must know it. */
    private static void requireForMove(Caller caller, ProviderRow provider, UpdateProvider request) {
        if (provider.privateNetwork()) {
            caller.require(Action.PROVIDER_PRIVATE);
        }
        if (provider.hasCredential() && request.credential() == null) {
            throw ProblemException.field(
                    "credential", "credential_required", "A new address needs the credential again.");
        }
    }

    private byte @Nullable [] sealed(Caller caller, ProviderRow provider, @Nullable String credential) {
        return credential == null
                ? null
                : vault.seal(caller.organizationId(), provider.id(), provider.baseUrl(), Credentials.check(credential));
    }

    private void touch(DSLContext tx, Caller caller, UUID providerId) {
        changes.touch(tx, caller.organizationId(), PolicyChanges.Kind.PROVIDER, providerId.toString());
    }
}
