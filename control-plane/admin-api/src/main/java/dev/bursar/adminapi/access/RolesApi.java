package dev.bursar.adminapi.access;

import dev.bursar.adminapi.common.AdminApi;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Built-in roles, and the organization's own: made and changed by those who hold all that is in them. */
@HttpExchange(AdminApi.ORGANIZATION + "/roles")
public interface RolesApi {
    /** The built-in ones, then the organization's own by name: at most 200. */
    @GetExchange
    List<Role> list(@PathVariable UUID organizationId);

    /** With how many people hold it. @param role a built-in one's text, {@code team_admin}, or a custom one's id */
    @GetExchange("/{role}")
    Role get(@PathVariable UUID organizationId, @PathVariable String role);

    /** Every action there is. */
    @GetExchange("/actions")
    List<RoleAction> actions(@PathVariable UUID organizationId);

    /** 403 {@code exceeds_own_authority}, naming the actions that the caller lacks over the whole organization. */
    @PostExchange
    ResponseEntity<Role> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid WriteRole request);

    /** For everybody who holds it, at once. The caller must hold all that is in it, before and after. */
    @PutExchange("/{roleId}")
    ResponseEntity<Role> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID roleId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid WriteRole request);

    /** 409 {@code role_in_use} while somebody holds it. */
    @PostExchange("/{roleId}/delete")
    ResponseEntity<Role> delete(@PathVariable UUID organizationId, @PathVariable UUID roleId);
}
