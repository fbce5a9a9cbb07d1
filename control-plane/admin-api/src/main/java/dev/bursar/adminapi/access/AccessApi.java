package dev.bursar.adminapi.access;

import dev.bursar.adminapi.common.AdminApi;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What somebody may do and why. The holder is a member or a service account. */
@HttpExchange(AdminApi.ORGANIZATION + "/access/{holderId}")
public interface AccessApi {
    @GetExchange
    Access of(@PathVariable UUID organizationId, @PathVariable UUID holderId);

    /**
     * @param action {@code key.write}
     * @param unitId to what stands in this unit
     * @param keyId to this key; excludes the others
     * @param budgetId to this budget; excludes the others. All null: to what stands in the organization itself
     */
    @GetExchange("/why")
    Explanation why(
            @PathVariable UUID organizationId,
            @PathVariable UUID holderId,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID unitId,
            @RequestParam(required = false) @Nullable UUID keyId,
            @RequestParam(required = false) @Nullable UUID budgetId);
}
