package dev.bursar.adminapi.audit;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange(AdminApi.ORGANIZATION + "/audit")
public interface AuditApi {
    /**
     * Newest first.
     *
     * @param resourceKind {@code key}, {@code budget}, …
     * @param memberId what happened to this person: roles, groups, invitation, state, sign-in; null: to anybody
     * @param search part of the action, the actor's or the resource's name
     */
    @GetExchange
    Page<AuditEntry> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String resourceKind,
            @RequestParam(required = false) @Nullable String resourceId,
            @RequestParam(required = false) @Nullable UUID memberId,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** Size and root of the organization's Merkle tree. */
    @GetExchange("/head")
    AuditHead head(@PathVariable UUID organizationId);
}
