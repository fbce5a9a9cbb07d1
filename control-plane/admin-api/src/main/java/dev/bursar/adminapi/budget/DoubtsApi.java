package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Money in doubt and its ways out. A late report of the same life of the node resolves it by itself; here a person does,
 * with the provider's record or by writing it off.
 */
@HttpExchange(AdminApi.ORGANIZATION + "/in-doubt")
public interface DoubtsApi {
    /** What is unresolved, oldest first. @param budgetId null: all budgets */
    @GetExchange
    Page<Doubt> list(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID budgetId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);

    /** All of it at once: spent becomes settled at every budget that it concerns, the rest is free again. */
    @PostExchange("/{doubtId}/resolve")
    Doubt resolve(
            @PathVariable UUID organizationId,
            @PathVariable UUID doubtId,
            @RequestHeader(name = AdminApi.IDEMPOTENCY_KEY, required = false) @Nullable String idempotencyKey,
            @RequestBody @Valid ResolveDoubt request);
}
