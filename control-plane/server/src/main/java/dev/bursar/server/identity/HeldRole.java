package dev.bursar.server.identity;

import dev.bursar.policy.access.Action;
import dev.bursar.policy.access.Authority;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role as somebody holds it: the grant, and what it allows.
 *
 * @param role a built-in role's text, or a custom role's name
 * @param roleId of a custom role; null: a built-in one
 * @param unitId over whose subtree; null: over the whole organization
 * @param groupId through which group; null: granted directly
 */
public record HeldRole(
        UUID grantId,
        String role,
        @Nullable UUID roleId,
        Set<Action> actions,
        @Nullable UUID unitId,
        @Nullable String unitName,
        @Nullable UUID groupId,
        @Nullable String groupName,
        String grantedBy,
        Instant grantedAt) {
    public HeldRole {
        actions = Set.copyOf(actions);
    }

    Authority.Grant grant() {
        return new Authority.Grant(actions, Optional.ofNullable(unitId));
    }

    /** Everything that these roles allow together. */
    public static Authority authority(java.util.Collection<HeldRole> roles) {
        return new Authority(roles.stream().map(HeldRole::grant).toList(), false);
    }
}
