package dev.bursar.adminapi.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may do this, or that they may not.
 *
 * @param unitId where; null: to what stands in the organization itself
 * @param reasons the roles that allow it; empty where nothing does
 * @param sentence for people
 */
public record Explanation(
        UUID holderId,
        String action,
        @Nullable UUID unitId,
        boolean allowed,
        List<Access.Held> reasons,
        String sentence) {}
