package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** The organization's tree with its budgets, one floor at a time. */
@HttpExchange(AdminApi.ORGANIZATION + "/budget-tree")
public interface BudgetTreeApi {
    /**
     * What stands directly below: units first, then members and keys that have budgets, each by name.
     *
     * @param under a scope's id; null: the organization itself, alone on the page
     * @param scope of {@code under}; required with it
     */
    @GetExchange
    Page<BudgetNode> children(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable UUID under,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /**
     * From the organization down to a place, each with its budgets: all that a request there must pass.
     *
     * @param scope {@code team}, {@code project}, {@code class}, {@code member} or {@code key}
     * @param of the scope's id; 404 if there is none. Both are required
     */
    @GetExchange("/path")
    List<BudgetNode> path(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable String scope,
            @RequestParam(required = false) @Nullable UUID of);
}
