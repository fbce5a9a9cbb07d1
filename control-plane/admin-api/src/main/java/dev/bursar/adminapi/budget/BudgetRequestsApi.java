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

/** Requests for more: a holder asks, an owner answers. */
@HttpExchange(AdminApi.ORGANIZATION + "/budget-requests")
public interface BudgetRequestsApi {
    /** Anyone who holds a key that spends from the budget may ask. */
    @PostExchange
    ResponseEntity<BudgetRequest> ask(
            @PathVariable UUID organizationId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid AskForMore request);

    /**
     * Newest first: all for who may read budgets; one's own, and those of budgets that one owns, for everybody else.
     *
     * @param state {@code open}, {@code approved}, {@code declined}, {@code withdrawn} or {@code expired}; null: all
     */
    @GetExchange
    Page<BudgetRequest> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable UUID budgetId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    @GetExchange("/{requestId}")
    ResponseEntity<BudgetRequest> get(@PathVariable UUID organizationId, @PathVariable UUID requestId);

    /**
     * Counts as one approval; the raise takes effect with the last one needed. Nobody approves what they asked for
     * themselves, nor twice: 403 {@code own_request}, 409 {@code approved_before}.
     */
    @PostExchange("/{requestId}/approve")
    ResponseEntity<BudgetRequest> approve(
            @PathVariable UUID organizationId, @PathVariable UUID requestId, @RequestBody @Valid AnswerRequest request);

    @PostExchange("/{requestId}/decline")
    ResponseEntity<BudgetRequest> decline(
            @PathVariable UUID organizationId, @PathVariable UUID requestId, @RequestBody @Valid AnswerRequest request);

    /** By whoever asked. */
    @PostExchange("/{requestId}/withdraw")
    ResponseEntity<BudgetRequest> withdraw(@PathVariable UUID organizationId, @PathVariable UUID requestId);
}
