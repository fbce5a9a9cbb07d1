package dev.bursar.server.budget;

import dev.bursar.policy.budget.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** The accounts and leases of one batch of reports, locked. Belongs to its transaction; write it before that ends. */
public final class Book {
    private final DSLContext tx;
    private final UUID organizationId;
    private final JooqPeriods periods;
    private final JooqLeases leases;
    private final Map<UUID, LeaseMoney> byId;
    private final List<PeriodAccount> soft;
    private final Map<UUID, Boolean> hard;

    Book(
            DSLContext tx,
            UUID organizationId,
            JooqPeriods periods,
            JooqLeases leases,
            Map<UUID, LeaseMoney> byId,
            List<PeriodAccount> soft,
            Map<UUID, Boolean> hard) {
        this.tx = tx;
        this.organizationId = organizationId;
        this.periods = periods;
        this.leases = leases;
        this.byId = byId;
        this.soft = soft;
        this.hard = hard;
    }

    /**
     * Whether a node's epoch may make this charge.
     *
     * @return a stable code if it may not
     */
    public Optional<String> objection(UUID nodeId, long epoch, Ledger.Charge charge) {
        UUID leaseId = charge.leaseId();
        if (leaseId == null) {
            Boolean isHard = hard.get(charge.budgetId());
            if (isHard == null) {
                return Optional.of("budget_unknown");
            }
            return isHard ? Optional.of("lease_missing") : Optional.empty();
        }
        LeaseMoney lease = byId.get(leaseId);
        boolean own = lease != null
                && lease.nodeId().equals(nodeId)
                && lease.epoch() == epoch
                && lease.period().budgetId().equals(charge.budgetId());
        return own ? Optional.empty() : Optional.of("lease_unknown");
    }

    /** Books a charge that has no objection. */
    public Ledger.Posting post(Ledger.Charge charge) {
        LeaseMoney lease = charge.leaseId() == null ? null : byId.get(charge.leaseId());
        return lease == null ? postSoft(charge) : postLeased(charge, lease);
    }

    /** Writes all that was booked. */
    public void write() {
        leases.saveAll(tx, organizationId, byId.values(), periods);
        soft.forEach(period -> periods.saving(tx, organizationId, period).execute());
    }

    private static Ledger.Posting postLeased(Ledger.Charge charge, LeaseMoney lease) {
        long overspent = lease.settle(charge.settledNanos());
        long overdoubted = lease.doubt(charge.inDoubtNanos());
        lease.period().overrun(overspent + overdoubted);
        return new Ledger.Posting(
                charge.budgetId(),
                lease.period().window().start(),
                lease.id(),
                charge.settledNanos() - overspent,
                charge.inDoubtNanos() - overdoubted,
                overspent + overdoubted);
    }

    private Ledger.Posting postSoft(Ledger.Charge charge) {
        PeriodAccount period = soft.stream()
                .filter(account -> account.budgetId().equals(charge.budgetId())
                        && account.window().contains(charge.at()))
                .findFirst()
                .orElseThrow();
        period.change(account -> new Account(
                account.limitNanos(),
                false,
                Math.addExact(account.settledNanos(), charge.settledNanos()),
                account.leasedNanos(),
                Math.addExact(account.inDoubtNanos(), charge.inDoubtNanos())));
        return new Ledger.Posting(
                charge.budgetId(), period.window().start(), null, charge.settledNanos(), charge.inDoubtNanos(), 0);
    }
}
