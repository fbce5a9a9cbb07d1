package dev.bursar.adminapi.organization;

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

@HttpExchange(AdminApi.V1 + "/organizations")
public interface OrganizationsApi {
    /** Platform operators only. The creator becomes the organization's first administrator. */
    @PostExchange
    ResponseEntity<Organization> create(
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateOrganization request);

    /**
     * Platform operators only. Nothing of what is in them.
     *
     * @param state {@code active} or {@code archived}; null: both
     * @param search part of the name
     * @param sort {@code name} or {@code created}; with a minus before it from the last to the first. Null: {@code name}
     */
    @GetExchange
    Page<Organization> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{organizationId}")
    ResponseEntity<Organization> get(@PathVariable UUID organizationId);

    @PatchExchange("/{organizationId}")
    ResponseEntity<Organization> update(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateOrganization request);

    /** For platform operators, and whoever reads all of its budgets. What archiving or deleting it touches; nothing is done. */
    @GetExchange("/{organizationId}/impact")
    Impact impact(@PathVariable UUID organizationId);

    /** Platform operators only. Its keys are refused and nothing in it changes until it is restored. */
    @PostExchange("/{organizationId}/archive")
    ResponseEntity<Organization> archive(@PathVariable UUID organizationId);

    /** Platform operators only. Its keys work again as they did. */
    @PostExchange("/{organizationId}/restore")
    ResponseEntity<Organization> restore(@PathVariable UUID organizationId);

    /**
     * Platform operators only, for good, and only of an archived one (409 {@code organization_active}). Keys are revoked;
     * roles, invitations and provider credentials are destroyed, people's names and addresses are erased from its members.
     * Ledger, usage and audit log stay, under an id that nobody reaches.
     */
    @PostExchange("/{organizationId}/delete")
    ResponseEntity<Organization> delete(
            @PathVariable UUID organizationId, @RequestBody @Valid DeleteOrganization request);
}
