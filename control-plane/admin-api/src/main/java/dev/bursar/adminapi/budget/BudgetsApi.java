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
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

@HttpExchange(AdminApi.ORGANIZATION + "/budgets")
public interface BudgetsApi {
    @PostExchange
    ResponseEntity<Budget> create(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid CreateBudget request);

    /**
     * The organization's own budgets first, then the newest.
     *
     * @param scope {@code organization}, {@code key}, …; null: all
     * @param search part of the name
     */
    @GetExchange
    Page<Budget> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{budgetId}")
    ResponseEntity<Budget> get(@PathVariable UUID organizationId, @PathVariable UUID budgetId);

    @PatchExchange("/{budgetId}")
    ResponseEntity<Budget> update(
            @PathVariable UUID organizationId,
            @PathVariable UUID budgetId,
            @RequestHeader(name = AdminApi.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid UpdateBudget request);

    /** Ends it. 409 {@code budget_has_money_held} while anything is leased or in doubt. */
    @PostExchange("/{budgetId}/archive")
    ResponseEntity<Budget> archive(@PathVariable UUID organizationId, @PathVariable UUID budgetId);

    /** Leases of its current period: which node may spend how much. */
    @GetExchange("/{budgetId}/leases")
    Page<Lease> leases(
            @PathVariable UUID organizationId,
            @PathVariable UUID budgetId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);
}
