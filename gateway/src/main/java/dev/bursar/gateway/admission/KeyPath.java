package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Model;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.gateway.policy.ProviderEndpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All budgets of one key in one policy, and the paths through them by model, each made when it is first asked for.
 * Where no budget cares for the model, all models share one.
 */
final class KeyPath {
    /** Models of which the path is kept; beyond it all are made anew. */
    private static final int KEPT = 256;

    final Organization organization;
    final List<Budget> budgets;
    private final Function<List<BudgetPath.Level>, BudgetPath> make;
    private final @Nullable BudgetPath shared;
    private final Map<String, BudgetPath> byModel = new ConcurrentHashMap<>();

    KeyPath(Organization organization, List<Budget> budgets, Function<List<BudgetPath.Level>, BudgetPath> make) {
        this.organization = organization;
        this.budgets = List.copyOf(budgets);
        this.make = make;
        this.shared = budgets.stream().allMatch(Budget::sameForAllModels)
                ? make.apply(budgets.stream()
                        .map(budget -> new BudgetPath.Level(budget, false))
                        .toList())
                : null;
    }

    BudgetPath of(Model model) {
        if (shared != null) {
            return shared;
        }
        BudgetPath known = byModel.get(model.name());
        if (known == null) {
            known = make.apply(levels(model));
            if (byModel.size() >= KEPT) {
                byModel.clear();
            }
            byModel.put(model.name(), known);
        }
        return known;
    }

    /** A level that would bear a fee of nothing is no level of this path. */
    private List<BudgetPath.Level> levels(Model model) {
        ProviderEndpoint provider = organization.providers().get(model.providerId());
        boolean ownContract = provider != null && provider.ownContract();
        boolean fee = organization.ownContractFeeBasisPoints() > 0;
        return budgets.stream()
                .filter(budget -> budget.appliesTo(model.name()))
                .filter(budget -> fee || !(ownContract && budget.credit()))
                .map(budget -> new BudgetPath.Level(budget, ownContract && budget.credit()))
                .toList();
    }
}
