package dev.bursar.adminapi.budget;

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

/** What changes a budget's limit for a while: one-off top-ups and expiring overrides. */
@HttpExchange(AdminApi.ORGANIZATION + "/budgets/{budgetId}/adjustments")
public interface AdjustmentsApi {
    /** Break-glass needs a reason and an end within 24 hours, and tells every administrator. */
    @PostExchange
    ResponseEntity<Adjustment> create(
            @PathVariable UUID organizationId,
            @PathVariable UUID budgetId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateAdjustment request);

    /** Newest first, ended ones too. */
    @GetExchange
    Page<Adjustment> list(
            @PathVariable UUID organizationId,
            @PathVariable UUID budgetId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** Ends it now. What was spent by it stays spent. Ending it twice changes nothing. */
    @PostExchange("/{adjustmentId}/end")
    ResponseEntity<Adjustment> end(
            @PathVariable UUID organizationId, @PathVariable UUID budgetId, @PathVariable UUID adjustmentId);
}
