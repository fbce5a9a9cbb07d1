package dev.bursar.adminapi.access;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param memberId of the invited member, who holds the roles already
 * @param state {@code open}, {@code accepted}, {@code expired} or {@code revoked}
 * @param mayChange whether the caller may send it anew or revoke it: it waits, and they hold all of its roles there
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
        @Nullable OffsetDateTime acceptedAt,
        boolean mayChange) {
    public Invitation changeable(boolean may) {
        return new Invitation(id, memberId, email, name, state, expiresAt, createdBy, createdAt, acceptedAt, may);
    }
}
