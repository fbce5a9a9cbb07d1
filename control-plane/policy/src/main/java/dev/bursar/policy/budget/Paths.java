package dev.bursar.policy.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which accounts calls need. */
final class Paths {
    private final Map<UUID, BudgetTerms> budgets;
    private final Duration ahead;
    private final Instant now;

    /** @param ahead how long before a period starts it may be asked for */
    Paths(Map<UUID, BudgetTerms> budgets, Duration ahead, Instant now) {
        this.budgets = budgets;
        this.ahead = ahead;
        this.now = now;
    }

    /** One level of a call's path. */
    record Level(Wish wish, BudgetTerms terms, Place place) {}

    /** @throws TreasuryException if a budget is unknown or soft, or its next period is not near */
    List<Level> levels(Acquisition call) {
        return call.wishes().stream()
                .map(wish -> level(wish, budgets.get(wish.budgetId())))
                .toList();
    }

    /** None, if the call cannot be right: it gets nothing. */
    List<Place> places(Acquisition call) {
        try {
            return levels(call).stream().map(Level::place).toList();
        } catch (TreasuryException e) {
            return List.of();
        }
    }

    private Level level(Wish wish, @Nullable BudgetTerms budget) {
        if (budget == null || !budget.active()) {
            throw new TreasuryException(TreasuryException.Reason.UNKNOWN, "budget_unknown");
        }
        if (!budget.hard()) {
            throw new TreasuryException(TreasuryException.Reason.INVALID, "budget_is_soft");
        }
        return new Level(wish, budget, new Place(budget.budgetId(), wish.nextPeriod() ? next(budget) : now));
    }

    /** When the next period starts. */
    private Instant next(BudgetTerms budget) {
        Instant end = budget.current().end();
        if (end == null || now.isBefore(end.minus(ahead))) {
            throw new TreasuryException(TreasuryException.Reason.INVALID, "next_period_not_near");
        }
        return end;
    }
}
