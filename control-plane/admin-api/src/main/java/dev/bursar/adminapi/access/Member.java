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
 * @param suspendedBecause {@code sign_in_overdue}: they did not sign in through the organization's provider for too long, and
 *     doing so makes them active again; null: somebody's decision, or not suspended
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
        @Nullable String suspendedBecause,
        OffsetDateTime createdAt,
        long version) {}
