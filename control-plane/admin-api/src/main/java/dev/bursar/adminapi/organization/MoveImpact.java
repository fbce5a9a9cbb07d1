package dev.bursar.adminapi.organization;

import java.util.List;
import java.util.UUID;

/**
 * What moving a unit changes; nothing is done yet. Of what is above it only what the caller sees is named.
 *
 * @param keys that work now, in it and in what is in it: they must fit into the budgets of the new place from then on
 * @param budgetsLeft active ones above it that no longer bound its keys
 * @param budgetsJoined active ones above it that bound its keys from then on
 * @param rolesLost held over what is above it now, and not over what is above it then: they no longer reach it
 * @param rolesGained held over what is above it then, and not over what is above it now: they reach it from then on
 */
public record MoveImpact(
        long keys, List<Above> budgetsLeft, List<Above> budgetsJoined, long rolesLost, long rolesGained) {
    /** A budget of a unit above. */
    public record Above(UUID budgetId, String budgetName, String unitName) {}
}
