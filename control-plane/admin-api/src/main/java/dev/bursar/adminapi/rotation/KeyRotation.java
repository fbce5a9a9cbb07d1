package dev.bursar.adminapi.rotation;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A walk through everything that is sealed, which puts it under one key.
 *
 * @param keyId under which
 * @param state {@code running}, {@code cancelled} or {@code done}
 * @param wrapped values that it has put under the key
 * @param unreadable values that did not open and stay as they are
 * @param organizations that it is through with
 * @param allOrganizations how many there are
 * @param endedAt null: it is running
 */
public record KeyRotation(
        UUID id,
        String keyId,
        String state,
        long wrapped,
        long unreadable,
        long organizations,
        long allOrganizations,
        String startedBy,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt) {}
