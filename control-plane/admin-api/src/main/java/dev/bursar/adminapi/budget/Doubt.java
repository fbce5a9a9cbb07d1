package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param id of the lease or of the request
 * @param kind {@code lease}: the remainder that a lost node left; {@code request}: produced, but never counted
 * @param state {@code open} or {@code resolved}
 * @param amount in doubt now; after it was resolved, what was
 * @param node where it happened
 * @param model of a request; null for a lease
 * @param keyId of a request; null for a lease
 * @param since when it went in doubt
 */
public record Doubt(
        UUID id,
        String kind,
        String state,
        Money amount,
        List<Share> budgets,
        String node,
        long epoch,
        @Nullable String model,
        @Nullable UUID keyId,
        OffsetDateTime since) {
    /** The budgets that it is in doubt at. */
    public record Share(UUID budgetId, String budgetName, Money amount) {}
}
