package dev.bursar.adminapi.machine;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Admin API for a service account; calls no models.
 *
 * @param masked {@code bsr_live_4fT…}
 * @param state {@code active}, {@code expired} or {@code revoked}
 * @param expiresAt null: never
 */
public record ManagementKey(
        UUID id,
        UUID serviceAccountId,
        String name,
        String masked,
        String state,
        @Nullable OffsetDateTime expiresAt,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime revokedAt,
        @Nullable OffsetDateTime lastUsedAt) {}
