package dev.bursar.adminapi.notice;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param kind {@code threshold}: a share of the limit was spent; {@code forecast}: the limit will be reached before the
 *     period ends; {@code anomaly}: far more than usual was spent
 * @param percent of the limit, for a threshold; null otherwise
 * @param budgetId null: every budget
 * @param unitId where it stands: where its budget does; null: in the organization itself
 * @param tellOwner by e-mail, besides the channels: the budget's owner, or whose budget or key it is, or else the
 *     administrators
 */
public record AlertRule(
        UUID id,
        String name,
        String kind,
        @Nullable Integer percent,
        @Nullable UUID budgetId,
        @Nullable String budgetName,
        @Nullable UUID unitId,
        boolean tellOwner,
        List<UUID> channelIds,
        String state,
        OffsetDateTime createdAt,
        long version) {}
