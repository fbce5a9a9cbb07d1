package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** One period of a budget as it stands now. @param end null: lifetime */
public record BudgetPeriod(
        OffsetDateTime start,
        @Nullable OffsetDateTime end,
        Money limit,
        Money carried,
        Money spent,
        Money held,
        Money inDoubt,
        Money overrun) {}
