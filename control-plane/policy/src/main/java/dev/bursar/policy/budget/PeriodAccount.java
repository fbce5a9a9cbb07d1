package dev.bursar.policy.budget;

import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A budget's account in one period.
 *
 * @param account its limit is the one in force: the budget's own or an override, what was carried over, and top-ups
 * @param overrunNanos spent above every bound: kept apart, so that it is seen and the limit still holds
 */
public record PeriodAccount(UUID budgetId, Window window, Account account, long overrunNanos) {
    public PeriodAccount {
        if (overrunNanos < 0) {
            throw new IllegalArgumentException("no part of an account is negative");
        }
    }

    /** Names this period. */
    public Place place() {
        return new Place(budgetId, window.start());
    }

    public PeriodAccount change(UnaryOperator<Account> step) {
        return new PeriodAccount(budgetId, window, step.apply(account), overrunNanos);
    }

    public PeriodAccount overrun(long nanos) {
        return new PeriodAccount(budgetId, window, account, Math.addExact(overrunNanos, nanos));
    }
}
