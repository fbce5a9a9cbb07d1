package dev.bursar.adminapi.access;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person in an organization.
 *
 * @param state {@code invited}, {@code active}, {@code suspended} or {@code removed}
 * @param source who made it: {@code manual}, {@code invitation}, {@code sso} or {@code scim}
 * @param roles names of the roles held, wherever and however: {@code organization_admin}, or a custom role's name
 * @param lastActiveAt to the minute; null: never
 */
public record Member(
        UUID id,
        String name,
        String email,
        String state,
        String source,
        List<String> roles,
        @Nullable OffsetDateTime lastActiveAt,
        @Nullable OffsetDateTime suspendedAt,
        OffsetDateTime createdAt,
        long version) {}
