package dev.bursar.adminapi.machine;

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

/** Service accounts and their management keys. Roles are given to them as to people: see {@code /role-grants}. */
@HttpExchange(AdminApi.ORGANIZATION + "/service-accounts")
public interface ServiceAccountsApi {
    @PostExchange
    ResponseEntity<ServiceAccount> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateServiceAccount request);

    /**
     * Newest first.
     *
     * @param state {@code active} or {@code disabled}; null: all
     * @param search part of the name or the description
     */
    @GetExchange
    Page<ServiceAccount> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{serviceAccountId}")
    ResponseEntity<ServiceAccount> get(@PathVariable UUID organizationId, @PathVariable UUID serviceAccountId);

    /** A disabled account's keys and tokens are refused from the next request on. */
    @PatchExchange("/{serviceAccountId}")
    ResponseEntity<ServiceAccount> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID serviceAccountId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateServiceAccount request);

    /**
     * 201 with the secret, which is shown this once. Whoever has the key can do what the account may, so that only who
     * may do all of that themselves can issue one (403 {@code exceeds_own_authority}).
     */
    @PostExchange("/{serviceAccountId}/keys")
    ResponseEntity<IssuedManagementKey> issueKey(
            @PathVariable UUID organizationId,
            @PathVariable UUID serviceAccountId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid IssueManagementKey request);

    /** Newest first. */
    @GetExchange("/{serviceAccountId}/keys")
    Page<ManagementKey> keys(
            @PathVariable UUID organizationId,
            @PathVariable UUID serviceAccountId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** For good. Revoking it twice changes nothing. */
    @PostExchange("/{serviceAccountId}/keys/{keyId}/revoke")
    ManagementKey revokeKey(
            @PathVariable UUID organizationId, @PathVariable UUID serviceAccountId, @PathVariable UUID keyId);
}
