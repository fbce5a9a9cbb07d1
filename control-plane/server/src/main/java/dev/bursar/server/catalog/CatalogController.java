package dev.bursar.server.catalog;

import static dev.bursar.server.sql.Tables.CATALOG_HOST;
import static dev.bursar.server.sql.Tables.CATALOG_MODEL;
import static dev.bursar.server.sql.Tables.MODEL;

import dev.bursar.adminapi.catalog.AddModel;
import dev.bursar.adminapi.catalog.CatalogApi;
import dev.bursar.adminapi.catalog.CatalogHost;
import dev.bursar.adminapi.catalog.ConnectProvider;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.catalog.UpdateProvider;
import dev.bursar.adminapi.common.Page;
import dev.bursar.policy.access.Action;
import dev.bursar.server.identity.Caller;
import dev.bursar.server.identity.Callers;
import dev.bursar.server.platform.database.Tenancy;
import dev.bursar.server.platform.web.Cursors;
import dev.bursar.server.platform.web.Etags;
import dev.bursar.server.platform.web.Idempotency;
import dev.bursar.server.platform.web.Searches;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CatalogController implements CatalogApi {
    private static final int LONGEST_NAME = 200;
    private static final Field<Integer> MODELS_OF_HOST = DSL.field(
                    DSL.selectCount().from(CATALOG_MODEL).where(CATALOG_MODEL.HOST.eq(CATALOG_HOST.HOST)))
            .as("models");

    private final Tenancy tenancy;
    private final Callers callers;
    private final Providers providers;
    private final JooqProviders store;
    private final Models models;
    private final JooqModels modelStore;
    private final Idempotency idempotency;
    private final Clock clock;

    CatalogController(
            Tenancy tenancy,
            Callers callers,
            Providers providers,
            JooqProviders store,
            Models models,
            JooqModels modelStore,
            Idempotency idempotency,
            Clock clock) {
        this.tenancy = tenancy;
        this.callers = callers;
        this.providers = providers;
        this.store = store;
        this.models = models;
        this.modelStore = modelStore;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @Override
    public ResponseEntity<Provider> connect(
            UUID organizationId, @Nullable String idempotencyKey, ConnectProvider request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.PROVIDER_WRITE);
        Provider provider = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "provider.connect",
                        request,
                        Provider.class,
                        () -> providers.connect(tx, caller, request)));
        return Etags.created(provider, provider.version());
    }

    @Override
    public Page<Provider> providers(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.PROVIDER_READ);
        int limit = Cursors.size(size);
        var after = Cursors.at(cursor);
        List<Provider> rows = tenancy.read(
                organizationId,
                tx -> store.page(tx, organizationId, after, limit).stream()
                        .map(ProviderRow::toApi)
                        .toList());
        return Cursors.page(rows, limit, last -> Cursors.after(last.createdAt().toInstant(), last.id()));
    }

    @Override
    public ResponseEntity<Provider> provider(UUID organizationId, UUID providerId) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.PROVIDER_READ);
        Provider provider = tenancy.read(
                organizationId, tx -> providers.find(tx, caller, providerId).toApi());
        return Etags.ok(provider, provider.version());
    }

    @Override
    public ResponseEntity<Provider> updateProvider(
            UUID organizationId, UUID providerId, @Nullable String ifMatch, UpdateProvider request) {
        Caller caller = callers.in(organizationId);
        Provider provider =
                tenancy.write(organizationId, tx -> providers.update(tx, caller, providerId, ifMatch, request));
        return Etags.ok(provider, provider.version());
    }

    @Override
    public Page<Model> models(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.MODEL_READ);
        int limit = Cursors.size(size);
        Condition wanted = Searches.anyContains(search, MODEL.MODEL_, MODEL.DISPLAY_NAME)
                .and(Cursors.text(cursor, LONGEST_NAME).map(MODEL.MODEL_::gt).orElse(DSL.noCondition()));
        List<Model> rows = tenancy.read(
                organizationId, tx -> modelStore.list(tx, organizationId, wanted, limit + 1, clock.instant()));
        return Cursors.page(rows, limit, last -> Cursors.afterText(last.name()));
    }

    @Override
    public ResponseEntity<Model> addModel(UUID organizationId, @Nullable String idempotencyKey, AddModel request) {
        Caller caller = callers.in(organizationId);
        caller.require(Action.MODEL_WRITE);
        Model model = tenancy.write(
                organizationId,
                tx -> idempotency.once(
                        tx,
                        organizationId,
                        caller.actorId(),
                        idempotencyKey,
                        "model.add",
                        request,
                        Model.class,
                        () -> models.add(tx, caller, request)));
        return ResponseEntity.status(201).body(model);
    }

    @Override
    public Page<CatalogHost> hosts(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        callers.in(organizationId).require(Action.PROVIDER_READ);
        int limit = Cursors.size(size);
        Condition wanted = Searches.anyContains(search, CATALOG_HOST.HOST)
                .and(Cursors.text(cursor, LONGEST_NAME)
                        .map(CATALOG_HOST.HOST::gt)
                        .orElse(DSL.noCondition()));
        List<CatalogHost> rows =
                tenancy.platform(tx -> tx.select(CATALOG_HOST.HOST, CATALOG_HOST.BASE_URL, MODELS_OF_HOST)
                        .from(CATALOG_HOST)
                        .where(wanted)
                        .orderBy(CATALOG_HOST.HOST)
                        .limit(limit + 1)
                        .fetch(row -> new CatalogHost(row.value1(), row.value2(), row.value3())));
        return Cursors.page(rows, limit, last -> Cursors.afterText(last.host()));
    }
}
