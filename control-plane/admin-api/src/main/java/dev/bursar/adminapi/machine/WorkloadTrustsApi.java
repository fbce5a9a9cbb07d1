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

/** Workloads that come with tokens of their own issuer instead of a secret of ours. */
@HttpExchange(AdminApi.ORGANIZATION + "/workload-trusts")
public interface WorkloadTrustsApi {
    /**
     * Only who may do what the key or the service account may can let a workload act as it. The issuer's keys are fetched
     * at once, behind the answer.
     */
    @PostExchange
    ResponseEntity<WorkloadTrust> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateWorkloadTrust request);

    /** Newest first. @param serviceAccountId null: all */
    @GetExchange
    Page<WorkloadTrust> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID serviceAccountId,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{trustId}")
    ResponseEntity<WorkloadTrust> get(@PathVariable UUID organizationId, @PathVariable UUID trustId);

    @PatchExchange("/{trustId}")
    ResponseEntity<WorkloadTrust> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID trustId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateWorkloadTrust request);

    /** For good; the answer is what it was. Tokens are refused at once at the Admin API, and at gateways with the push. */
    @PostExchange("/{trustId}/remove")
    WorkloadTrust remove(@PathVariable UUID organizationId, @PathVariable UUID trustId);
}
