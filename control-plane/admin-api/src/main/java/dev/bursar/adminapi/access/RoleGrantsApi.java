package dev.bursar.adminapi.access;

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

/**
 * Who holds which role over what. Seen and changed by whoever may do so over the unit of the grant: nobody gives or takes
 * what they do not hold there themselves (403 {@code exceeds_own_authority}, naming what is missing).
 */
@HttpExchange(AdminApi.ORGANIZATION + "/role-grants")
public interface RoleGrantsApi {
    /**
     * Newest first. Null: all.
     *
     * @param holderId of a member, group or service account
     * @param unitId over just this unit
     * @param role of this built-in role, {@code team_admin}
     * @param roleId of this custom role
     */
    @GetExchange
    Page<RoleGrant> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID holderId,
            @RequestParam(required = false) @Nullable UUID unitId,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable UUID roleId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** What is granted already is answered as it is. */
    @PostExchange
    ResponseEntity<RoleGrant> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateRoleGrant request);

    /** 409 {@code last_admin} for the role of the only organization admin. */
    @PostExchange("/{grantId}/revoke")
    RoleGrant revoke(@PathVariable UUID organizationId, @PathVariable UUID grantId);
}
