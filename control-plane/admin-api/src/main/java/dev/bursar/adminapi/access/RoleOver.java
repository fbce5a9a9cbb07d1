package dev.bursar.adminapi.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role and over what it is held.
 *
 * @param role a built-in one's text, {@code team_admin}; excludes {@code roleId}
 * @param roleId a custom one
 * @param unitId over whose subtree; null: over the whole organization
 */
public record RoleOver(
        @Nullable String role,
        @Nullable UUID roleId,
        @Nullable UUID unitId) {}
