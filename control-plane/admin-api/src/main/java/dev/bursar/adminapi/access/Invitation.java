package dev.bursar.adminapi.access;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param memberId of the invited member, who holds the roles already
 * @param state {@code open}, {@code accepted}, {@code expired} or {@code revoked}
 */
public record Invitation(
        UUID id,
        UUID memberId,
        String email,
        String name,
        String state,
        OffsetDateTime expiresAt,
        String createdBy,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime acceptedAt) {}
