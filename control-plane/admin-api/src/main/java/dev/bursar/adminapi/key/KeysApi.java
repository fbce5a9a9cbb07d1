package dev.bursar.adminapi.key;

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

@HttpExchange(AdminApi.ORGANIZATION + "/keys")
public interface KeysApi {
    /** 201 with the secret, which is shown this once. A cap makes a hard budget of the key's own. */
    @PostExchange
    ResponseEntity<IssuedKey> issue(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid IssueKey request);

    /**
     * Keys for models. The management keys of a service account are listed there.
     *
     * @param state {@code active}, {@code disabled}, {@code expired} or {@code revoked}; null: all
     * @param search part of the name or of the masked key
     * @param ownerMemberId whose they are; null: anybody's
     * @param unitId to what they are charged, or to something in it; null: to anything
     * @param exact true: to just this unit, not to what is in it
     * @param sort {@code created}, {@code lastUsed} (never comes before all else) or {@code name}; with a minus before it
     *     from the last to the first. Null: {@code -created}
     */
    @GetExchange
    Page<Key> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable UUID ownerMemberId,
            @RequestParam(required = false) @Nullable UUID unitId,
            @RequestParam(required = false) @Nullable Boolean exact,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{keyId}")
    ResponseEntity<Key> get(@PathVariable UUID organizationId, @PathVariable UUID keyId);

    @PatchExchange("/{keyId}")
    ResponseEntity<Key> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID keyId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateKey request);

    /** For good: a revoked key never works again. Revoking it twice changes nothing. */
    @PostExchange("/{keyId}/revoke")
    ResponseEntity<Key> revoke(@PathVariable UUID organizationId, @PathVariable UUID keyId);
}
