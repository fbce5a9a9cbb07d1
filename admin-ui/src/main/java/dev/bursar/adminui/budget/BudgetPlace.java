package dev.bursar.adminui.budget;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.budget.BudgetNode;
import dev.bursar.adminui.controlplane.Action;
import dev.bursar.adminui.controlplane.ControlPlane;
import dev.bursar.adminui.controlplane.RefusedException;
import dev.bursar.adminui.controlplane.Workspace;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In which unit a budget stands: what the reader may do with it depends on that. */
final class BudgetPlace {
    private BudgetPlace() {}

    /** Null: in the organization itself. */
    static @Nullable UUID unitOf(BudgetNode node) {
        return switch (node.scope()) {
            case "team", "project", "class" -> node.scopeId();
            case "key" -> node.parentId();
            default -> null;
        };
    }

    static boolean mayWrite(ControlPlane controlPlane, Workspace workspace, Budget budget) {
        return workspace.may(Action.WRITE_BUDGETS)
                || (workspace.mayAnywhere(Action.WRITE_BUDGETS)
                        && workspace.mayIn(Action.WRITE_BUDGETS, unitOf(controlPlane, workspace, budget)));
    }

    private static @Nullable UUID unitOf(ControlPlane controlPlane, Workspace workspace, Budget budget) {
        return switch (budget.scope()) {
            case "team", "project", "class" -> budget.scopeId();
            case "key" -> unitOfKey(controlPlane, workspace, budget.scopeId());
            default -> null;
        };
    }

    private static @Nullable UUID unitOfKey(ControlPlane controlPlane, Workspace workspace, UUID keyId) {
        try {
            return ControlPlane.body(controlPlane.keys().get(workspace.organizationId(), keyId))
                    .unitId();
        } catch (RefusedException e) {
            // The key is not the reader's to see: neither is its place.
            return null;
        }
    }
}
