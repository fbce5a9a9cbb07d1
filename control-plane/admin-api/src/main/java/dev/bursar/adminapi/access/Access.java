package dev.bursar.adminapi.access;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do, and through which roles.
 *
 * @param state whether they can use any of it now: {@code active}, or why not
 * @param groups that they are in, and the caller sees; by name
 * @param everywhere actions over the whole organization
 * @param inUnits actions that they hold over units only; each holds in the unit's subtree
 */
public record Access(
        UUID holderId,
        String holderName,
        String state,
        List<Held> roles,
        List<InGroup> groups,
        List<String> everywhere,
        List<InUnit> inUnits) {
    /**
     * A role that they hold.
     *
     * @param role a built-in role's text, or a custom role's name
     * @param groupId through which group; null: granted directly
     */
    public record Held(
            UUID grantId,
            String role,
            @Nullable UUID roleId,
            @Nullable UUID unitId,
            @Nullable String unitName,
            @Nullable UUID groupId,
            @Nullable String groupName,
            String grantedBy,
            OffsetDateTime grantedAt) {}

    /** @param source {@code scim} or {@code sso} */
    public record InGroup(UUID groupId, String groupName, String source) {}

    public record InUnit(UUID unitId, String unitName, List<String> actions) {}
}
