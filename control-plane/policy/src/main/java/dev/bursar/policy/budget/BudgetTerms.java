package dev.bursar.policy.budget;

import java.util.UUID;

/**
 * What a grant must know of a budget, beside its account.
 *
 * @param hard leases are granted of hard budgets only
 * @param active an archived one grants nothing
 * @param depth 0: the root. The root is named first where several levels refuse
 * @param current the period that runs now
 */
public record BudgetTerms(UUID budgetId, boolean hard, boolean active, int depth, Window current) {}
