package dev.bursar.adminapi.budget;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One place in the tree.
 *
 * @param parentId of the unit or organization above; null: the organization
 * @param budgets its own, active ones; may be none
 * @param children how many stand directly below
 */
public record BudgetNode(
        String scope, UUID scopeId, String name, @Nullable UUID parentId, List<Budget> budgets, long children) {}
