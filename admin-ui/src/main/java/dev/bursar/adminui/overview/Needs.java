package dev.bursar.adminui.overview;

import dev.bursar.adminapi.budget.Budget;
import dev.bursar.adminapi.fleet.Fleet;
import dev.bursar.adminui.component.Amounts;
import dev.bursar.adminui.component.BudgetBar;
import dev.bursar.adminui.component.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What asks for a person. */
final class Needs {
    private static final int MOST = 5;
    private static final int NEARLY_USED_PERCENT = 90;

    /** A sentence and where to act on it. */
    record Need(String sentence, String path) {}

    private Needs() {}

    /** @param money what requests, doubts, books and alerts ask for, the weightiest first */
    static List<Need> of(String slug, List<Need> money, List<Budget> budgets, List<Fleet.Gateway> gateways) {
        List<Need> needs = new ArrayList<>(money);
        for (Fleet.Gateway gateway : gateways) {
            ofGateway(gateway).ifPresent(s -> needs.add(new Need(s, Paths.page(slug, "gateways"))));
        }
        for (Budget budget : budgets) {
            ofBudget(budget).ifPresent(s -> needs.add(new Need(s, Paths.budget(slug, budget.id()))));
        }
        if (needs.size() <= MOST) {
            return List.copyOf(needs);
        }
        List<Need> first = new ArrayList<>(needs.subList(0, MOST - 1));
        first.add(new Need(
                (needs.size() - first.size()) + " more budgets are close to their cap.",
                Paths.page(slug, "budgets") + "?view=list"));
        return List.copyOf(first);
    }

    private static Optional<String> ofGateway(Fleet.Gateway gateway) {
        if (!gateway.policyError().isEmpty()) {
            return Optional.of("Gateway " + gateway.name() + " rejects its policy.");
        }
        if (!gateway.connected()) {
            return Optional.of("Gateway " + gateway.name() + " is not connected.");
        }
        return Optional.empty();
    }

    private static Optional<String> ofBudget(Budget budget) {
        if (budget.overrun().nanos() > 0) {
            return Optional.of(budget.name() + ": a provider billed " + Amounts.text(budget.overrun())
                    + " more than it had announced.");
        }
        int used = BudgetBar.percentUsed(budget);
        if (used >= 100) {
            return Optional.of(budget.name() + " is used up: its requests are refused.");
        }
        if (used >= NEARLY_USED_PERCENT) {
            return Optional.of(budget.name() + " is at " + used + "%, " + Amounts.text(budget.free()) + " left.");
        }
        return Optional.empty();
    }
}
