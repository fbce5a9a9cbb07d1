package dev.bursar.adminapi.access;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody holds a role over something.
 *
 * @param holder {@code member}, {@code group} or {@code service_account}
 * @param role a built-in role's text, or a custom role's name
 * @param roleId of a custom role; null: a built-in one
 * @param unitId over whose subtree; null: over the whole organization
 * @param grantedBy the name of who did it
 */
public record RoleGrant(
        UUID id,
        String holder,
        UUID holderId,
        String holderName,
        String role,
        @Nullable UUID roleId,
        @Nullable UUID unitId,
        @Nullable String unitName,
        String grantedBy,
        OffsetDateTime createdAt) {}
