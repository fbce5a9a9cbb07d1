package dev.bursar.gateway.admission;

import dev.bursar.gateway.policy.AtCap;
import dev.bursar.gateway.policy.Budget;
import dev.bursar.gateway.policy.Organization;
import dev.bursar.policy.access.ModelPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands, for whoever holds a key under it. Nano-USD, each 0 or more.
 *
 * @param spentNanos settled, and charged by this node but not reported yet
 * @param heldNanos promised elsewhere or held by requests in flight: may come back
 * @param remainingNanos what a request could get now
 * @param askUrl where to ask for more; may be empty
 */
public record BudgetStanding(
        BudgetView view,
        long spentNanos,
        long heldNanos,
        long remainingNanos,
        List<String> models,
        AtCap atCap,
        String askUrl) {
    public BudgetStanding {
        models = List.copyOf(models);
    }

    /** Any request that costs something would be refused by it. */
    public boolean exhausted() {
        return view.hard() && remainingNanos == 0;
    }

    /** @param wallet null where this node never took money of the budget */
    static BudgetStanding of(
            @Nullable Organization organization, BudgetView view, @Nullable Wallet wallet, long nowMillis) {
        long unreported = wallet == null ? 0 : wallet.spending.unreportedNanos();
        long free = wallet == null ? 0 : wallet.freeNanos(nowMillis);
        long held = Math.max(wallet == null ? 0 : wallet.heldNanos(), view.leasedNanos() - free - unreported);
        long spent = view.settledNanos() + unreported;
        long remaining = view.limitNanos() - spent - view.inDoubtNanos() - Math.max(0, held);
        Budget budget = organization == null ? null : organization.budgets().get(view.budgetId());
        return new BudgetStanding(
                view,
                spent,
                Math.max(0, held),
                Math.max(0, remaining),
                budget == null
                        ? List.of()
                        : budget.models().stream().map(ModelPattern::text).toList(),
                budget == null ? AtCap.REFUSE : budget.atCap(),
                organization == null ? "" : organization.askUrl());
    }
}
