package dev.bursar.adminapi.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param holder to what kind of holder
 * @param role a built-in role's text; excludes {@code roleId}
 * @param unitId over whose subtree; null: over the whole organization
 */
public record CreateRoleGrant(
        @NotNull @Pattern(regexp = "member|group|service_account")
        String holder,

        @NotNull UUID holderId,
        @Nullable String role,
        @Nullable UUID roleId,
        @Nullable UUID unitId) {}
