package dev.bursar.server.budget;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Window;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A budget's account in one period, locked by the current transaction. Belongs to that transaction. */
final class PeriodAccount {
    private final UUID budgetId;
    private final Window window;
    private Account account;
    private long overrunNanos;

    PeriodAccount(UUID budgetId, Window window, Account account, long overrunNanos) {
        this.budgetId = budgetId;
        this.window = window;
        this.account = account;
        this.overrunNanos = overrunNanos;
    }

    UUID budgetId() {
        return budgetId;
    }

    Window window() {
        return window;
    }

    Account account() {
        return account;
    }

    long overrunNanos() {
        return overrunNanos;
    }

    void change(UnaryOperator<Account> step) {
        account = step.apply(account);
    }

    /** Spent above every bound: kept apart, so that it is seen and the limit still holds. */
    void overrun(long nanos) {
        overrunNanos = Math.addExact(overrunNanos, nanos);
    }
}
