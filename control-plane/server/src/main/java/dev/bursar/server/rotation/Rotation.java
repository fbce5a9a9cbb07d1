package dev.bursar.server.rotation;

import dev.bursar.adminapi.rotation.KeyRotation;
import dev.bursar.server.platform.secret.KeyId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A walk and how far it came.
 *
 * @param at where the next batch begins; null: the walk has not begun
 * @param wrappedThere in the organization that it is in
 */
record Rotation(
        UUID id,
        KeyId keyId,
        String state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Position at,
        long wrappedThere,
        long wrapped,
        long unreadable) {

    /**
     * @param place in the order of the places' names
     * @param after the last id that was looked at; null: none yet
     */
    record Position(
            UUID organizationId, int place, @Nullable UUID after) {}

    KeyRotation toApi(long organizations, long all) {
        return new KeyRotation(
                id,
                keyId.toString(),
                state,
                wrapped,
                unreadable,
                organizations,
                all,
                startedBy,
                startedAt.atOffset(ZoneOffset.UTC),
                endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC));
    }
}
