package dev.bursar.adminapi.scim;

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
import org.springframework.web.service.annotation.PostExchange;

/** Provisioning by SCIM: the identity provider itself speaks RFC 7644 at {@link ScimConnection#address}. */
@HttpExchange(AdminApi.ORGANIZATION + "/scim")
public interface ScimApi {
    @GetExchange
    ScimConnection connection(@PathVariable UUID organizationId);

    /** 201 with the token, which is shown this once. Several work at a time, so that they can be replaced one by one. */
    @PostExchange("/tokens")
    ResponseEntity<IssuedScimToken> issue(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid IssueScimToken request);

    /** Newest first, with those that no longer work. */
    @GetExchange("/tokens")
    Page<ScimToken> tokens(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** For good, at once. Revoking it twice changes nothing. */
    @PostExchange("/tokens/{tokenId}/revoke")
    ResponseEntity<ScimToken> revoke(@PathVariable UUID organizationId, @PathVariable UUID tokenId);

    /** The people and groups that came by SCIM, those that changed last first. */
    @GetExchange("/resources")
    Page<ScimResource> resources(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);
}
