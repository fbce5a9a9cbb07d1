package dev.bursar.adminapi.session;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that was seen at the Admin API.
 *
 * @param current the one that asks
 * @param address where it was first seen from
 * @param userAgent as the program called itself then; the console calls for the person's browser
 * @param lastSeenAt to the minute
 * @param endedAt null: it goes on
 * @param endedBy {@code self}, {@code administrator}, {@code issuer} or {@code system}; empty while it goes on
 */
public record Session(
        String id,
        boolean current,
        OffsetDateTime startedAt,
        OffsetDateTime lastSeenAt,
        String address,
        String userAgent,
        @Nullable OffsetDateTime endedAt,
        String endedBy) {}
