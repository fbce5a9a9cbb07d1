package dev.bursar.policy.budget;

import dev.bursar.policy.budget.Paths.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Grants on one page, one call after another: all levels or none.
 *
 * @param page has the accounts that the calls need, and their lives' leases there
 */
record PathGrants(Page page, Paths paths, Duration timeToLive, Supplier<UUID> leaseIds, Instant now) {
    /** @throws TreasuryException if the call cannot be right; nothing changed */
    Acquired grant(Acquisition call) {
        List<Level> levels = paths.levels(call);
        levels.forEach(this::period);
        Set<UUID> recalls = recalls(levels, call);
        Optional<Level> refusing = levels.stream()
                .filter(level ->
                        level.wish().leastNanos() > period(level).account().freeNanos())
                .min(Comparator.comparingInt(level -> level.terms().depth()));
        return refusing.<Acquired>map(level -> new Acquired.Refused(period(level), recalls))
                .orElseGet(() -> new Acquired.Granted(grants(levels, call), recalls));
    }

    private PeriodAccount period(Level level) {
        return page.period(level.place())
                .orElseThrow(() -> new TreasuryException(TreasuryException.Reason.UNKNOWN, "budget_unknown"));
    }

    /** Budgets that are near their cap while other nodes hold some of their money. */
    private Set<UUID> recalls(List<Level> levels, Acquisition call) {
        Set<UUID> recalls = new HashSet<>();
        for (Level level : levels) {
            PeriodAccount period = period(level);
            long own = lease(period, call.life()).map(LeaseAccount::openNanos).orElse(0L);
            boolean others = period.account().leasedNanos() > own;
            if (others && LeaseSizing.isNear(period.account(), level.wish(), call.nodes())) {
                recalls.add(period.budgetId());
            }
        }
        return recalls;
    }

    private List<Grant> grants(List<Level> levels, Acquisition call) {
        List<Grant> grants = new ArrayList<>();
        for (Level level : levels) {
            PeriodAccount period = period(level);
            long nanos = LeaseSizing.chunk(period.account(), level.wish(), call.nodes());
            LeaseAccount lease = lease(period, call.life())
                    .orElseGet(() -> LeaseAccount.fresh(leaseIds.get(), period.place(), call.life(), now));
            Instant from =
                    period.window().start().isAfter(now) ? period.window().start() : now;
            Instant until = from.plus(timeToLive);
            LeaseAccount.Step step = page.change(lease, (it, account) -> it.grant(account, nanos, until));
            grants.add(new Grant(
                    lease.id(),
                    nanos,
                    until,
                    period.budgetId(),
                    period.window(),
                    step.period().account()));
        }
        return grants;
    }

    private Optional<LeaseAccount> lease(PeriodAccount period, NodeLife life) {
        return page.leases().stream()
                .filter(lease ->
                        lease.place().equals(period.place()) && lease.life().equals(life))
                .findFirst();
    }
}
