package dev.bursar.adminui.fake;

import dev.bursar.adminapi.catalog.AddModel;
import dev.bursar.adminapi.catalog.CatalogApi;
import dev.bursar.adminapi.catalog.CatalogHost;
import dev.bursar.adminapi.catalog.ConnectProvider;
import dev.bursar.adminapi.catalog.Model;
import dev.bursar.adminapi.catalog.Provider;
import dev.bursar.adminapi.catalog.UpdateProvider;
import dev.bursar.adminapi.common.Page;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

final class FakeCatalog implements CatalogApi {
    private static final List<CatalogHost> HOSTS = List.of(
            new CatalogHost("openai", "https://api.openai.com/v1", 62),
            new CatalogHost("anthropic", "https://api.anthropic.com/v1", 14),
            new CatalogHost("groq", "https://api.groq.com/openai/v1", 23),
            new CatalogHost("mistral", "https://api.mistral.ai/v1", 31),
            new CatalogHost("self-hosted", "", 0));

    private final FakeHouse house;

    FakeCatalog(FakeHouse house) {
        this.house = house;
    }

    @Override
    public ResponseEntity<Provider> connect(
            UUID organizationId, @Nullable String idempotencyKey, ConnectProvider request) {
        house.enterToWrite();
        if (house.providers.stream().anyMatch(one -> one.slug().equals(request.slug()))) {
            throw FakeHouse.invalid("slug", "slug_taken", "Another provider has this name already.");
        }
        String credential = request.credential();
        Provider provider = new Provider(
                UUID.randomUUID(),
                request.name(),
                request.slug(),
                "openai",
                Objects.requireNonNullElse(request.baseUrl(), "https://api." + request.slug() + ".com/v1"),
                credential == null ? "" : credential.substring(Math.max(0, credential.length() - 4)),
                false,
                Objects.requireNonNullElse(request.paidBy(), "platform"),
                12,
                house.now(),
                1);
        house.providers.add(provider);
        house.record("provider.connected", "provider", provider.id(), provider.name(), null, null);
        return ResponseEntity.status(201).body(provider);
    }

    @Override
    public Page<Provider> providers(UUID organizationId, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(house.providers, cursor, size);
    }

    @Override
    public ResponseEntity<Provider> provider(UUID organizationId, UUID providerId) {
        house.enter();
        return ResponseEntity.ok(find(providerId));
    }

    @Override
    public ResponseEntity<Provider> updateProvider(
            UUID organizationId, UUID providerId, @Nullable String ifMatch, UpdateProvider request) {
        house.enterToWrite();
        Provider was = find(providerId);
        FakeHouse.requireVersion(ifMatch, was.version());
        if (request.baseUrl() != null && request.credential() == null) {
            throw FakeHouse.invalid("credential", "credential_required", "A new address needs the credential again.");
        }
        Provider is = new Provider(
                was.id(),
                Objects.requireNonNullElse(request.name(), was.name()),
                was.slug(),
                was.kind(),
                Objects.requireNonNullElse(request.baseUrl(), was.baseUrl()),
                was.credentialHint(),
                was.privateNetwork(),
                was.paidBy(),
                was.models(),
                was.createdAt(),
                was.version() + 1);
        house.providers.set(house.providers.indexOf(was), is);
        return ResponseEntity.ok(is);
    }

    private Provider find(UUID providerId) {
        return house.providers.stream()
                .filter(provider -> provider.id().equals(providerId))
                .findFirst()
                .orElseThrow(() -> FakeHouse.notFound("provider"));
    }

    @Override
    public Page<Model> models(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                house.models.stream()
                        .filter(model -> search == null || model.name().contains(search))
                        .toList(),
                cursor,
                size);
    }

    @Override
    public ResponseEntity<Model> addModel(UUID organizationId, @Nullable String idempotencyKey, AddModel request) {
        throw new UnsupportedOperationException("Not shown in the console yet.");
    }

    @Override
    public Page<CatalogHost> hosts(
            UUID organizationId, @Nullable String search, @Nullable String cursor, @Nullable Integer size) {
        house.enter();
        return FakeHouse.page(
                HOSTS.stream()
                        .filter(host -> search == null || host.host().contains(search))
                        .toList(),
                cursor,
                size);
    }
}
