package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param after the budget as it would be
 * @param keys how many working keys spend from it
 * @param stopsGrants nothing would be free: requests would be refused from then on
 * @param runsOutInDays at the pace of the last seven days; null: not before the period ends
 * @param effects the same in sentences, the weightiest first; empty: nothing changes
 */
public record BudgetPreview(
        Budget now,
        Budget after,
        Money freeChange,
        boolean freeShrinks,
        long keys,
        boolean stopsGrants,
        @Nullable Long runsOutInDays,
        List<String> effects) {}
