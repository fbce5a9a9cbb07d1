package dev.bursar.adminapi.catalog;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange(AdminApi.ORGANIZATION)
public interface CatalogApi {
    /** Connects a provider and takes models from the public catalog with their prices. */
    @PostExchange("/providers")
    ResponseEntity<Provider> connect(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid ConnectProvider request);

    @GetExchange("/providers")
    Page<Provider> providers(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/providers/{providerId}")
    ResponseEntity<Provider> provider(@PathVariable UUID organizationId, @PathVariable UUID providerId);

    /** Changing the base URL needs the credential again: 400 {@code credential_required}. */
    @PatchExchange("/providers/{providerId}")
    ResponseEntity<Provider> updateProvider(
            @PathVariable UUID organizationId,
            @PathVariable UUID providerId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateProvider request);

    /** By name. @param search part of the name */
    @GetExchange("/models")
    Page<Model> models(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** Adds a model of one's own to a provider, priced or not. */
    @PostExchange("/models")
    ResponseEntity<Model> addModel(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid AddModel request);

    /** The public catalog's hosts, for a form. @param search part of the host's name */
    @GetExchange("/catalog/hosts")
    Page<CatalogHost> hosts(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);
}
