package dev.bursar.adminapi.organization;

import dev.bursar.adminapi.access.Member;
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

    @GetExchange("/{organizationId}")
    ResponseEntity<Organization> get(@PathVariable UUID organizationId);

    @PatchExchange("/{organizationId}")
    ResponseEntity<Organization> update(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateOrganization request);

    @GetExchange("/{organizationId}/members")
    Page<Member> members(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);
}
