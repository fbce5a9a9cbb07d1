package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** A budget over time: behind and ahead. */
@HttpExchange(AdminApi.ORGANIZATION + "/budgets/{budgetId}")
public interface BudgetHistoryApi {
    /** How a period burns down. @param periodStart of which period; null: the current one */
    @GetExchange("/burn-down")
    BurnDown burnDown(
            @PathVariable UUID organizationId,
            @PathVariable UUID budgetId,
            @RequestParam(required = false) @Nullable OffsetDateTime periodStart);

    /** Periods that had traffic or changes, newest first. */
    @GetExchange("/periods")
    Page<BudgetPeriod> periods(
            @PathVariable UUID organizationId,
            @PathVariable UUID budgetId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** What a change would do; changes nothing. */
    @PostExchange("/preview")
    BudgetPreview preview(
            @PathVariable UUID organizationId, @PathVariable UUID budgetId, @RequestBody @Valid UpdateBudget request);
}
