package dev.bursar.adminapi.key;

import dev.bursar.adminapi.budget.Budget;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param masked {@code bsr_live_4fT…}
 * @param state {@code active}, {@code disabled}, {@code expired}, {@code revoked} or {@code organization_archived}: it works
 *     again once the organization is restored
 * @param models patterns; empty: every model of the organization
 * @param budget the key's own budget; null where it has none
 * @param unitId the team, project or class that it is charged to; null: none
 */
public record Key(
        UUID id,
        String name,
        String masked,
        String environment,
        String state,
        boolean management,
        List<String> models,
        @Nullable Budget budget,
        @Nullable UUID ownerMemberId,
        @Nullable String ownerName,
        @Nullable UUID unitId,
        @Nullable String unitName,
        @Nullable OffsetDateTime expiresAt,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime revokedAt,
        @Nullable OffsetDateTime lastUsedAt,
        long version) {}
