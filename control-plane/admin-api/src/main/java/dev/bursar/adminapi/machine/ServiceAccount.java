package dev.bursar.adminapi.machine;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that calls the Admin API. What it may do, its role grants say.
 *
 * @param state {@code active}; {@code disabled}: none of its keys and tokens works
 * @param lastActiveAt to the minute; null: never
 */
public record ServiceAccount(
        UUID id,
        String name,
        String description,
        String state,
        OffsetDateTime createdAt,
        String createdBy,
        @Nullable OffsetDateTime lastActiveAt,
        long version) {}
