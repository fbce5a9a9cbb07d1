package dev.bursar.adminapi.usage;

import dev.bursar.adminapi.common.AdminApi;
import dev.bursar.adminapi.common.Page;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

@HttpExchange(AdminApi.ORGANIZATION + "/usage")
public interface UsageApi {
    /**
     * Totals, a series and the largest groups of a stretch of time, from roll-ups.
     *
     * @param from inclusive, null: 24 hours ago
     * @param to exclusive, null: now
     * @param grain {@code minute}, {@code hour} or {@code day}; null: fits the stretch. At most 1,500 buckets
     * @param groupBy {@code model} or {@code key}; null: model
     * @param keyId only this key
     */
    @GetExchange("/report")
    UsageReport report(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            @RequestParam(required = false) @Nullable String grain,
            @RequestParam(required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable UUID keyId);

    /**
     * Requests, newest first.
     *
     * @param budgetId only what was charged to this budget
     * @param from inclusive; null: the beginning
     * @param to exclusive; null: now
     * @param outcome null: all
     */
    @GetExchange("/requests")
    Page<UsageRequest> requests(
            @PathVariable UUID organizationId,
            @RequestParam(required = false) @Nullable UUID keyId,
            @RequestParam(required = false) @Nullable UUID budgetId,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer size);
}
