package dev.bursar.adminapi.budget;

import dev.bursar.adminapi.common.Money;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param kind {@code top_up}: adds to the period that it starts in; {@code override}: is the limit while it lasts
 * @param state {@code planned}, {@code active} or {@code ended}
 * @param expiresAt null: with the period
 * @param requestId the request for more that it answers; null: none
 */
public record Adjustment(
        UUID id,
        UUID budgetId,
        String kind,
        String state,
        Money amount,
        OffsetDateTime startsAt,
        @Nullable OffsetDateTime expiresAt,
        String reason,
        boolean breakGlass,
        @Nullable UUID requestId,
        String createdBy,
        OffsetDateTime createdAt) {}
