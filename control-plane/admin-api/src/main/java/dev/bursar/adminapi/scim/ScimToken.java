package dev.bursar.adminapi.scim;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param masked {@code bsr_scim_4fT…}
 * @param state {@code active}, {@code expired} or {@code revoked}
 */
public record ScimToken(
        UUID id,
        String name,
        String masked,
        String state,
        String createdBy,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime expiresAt,
        @Nullable OffsetDateTime lastUsedAt,
        @Nullable OffsetDateTime revokedAt) {}
