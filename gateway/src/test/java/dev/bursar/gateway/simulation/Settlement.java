package dev.bursar.gateway.simulation;

import dev.bursar.policy.budget.Account;
import dev.bursar.policy.budget.Doubt;
import dev.bursar.policy.budget.LeaseAccount;
import dev.bursar.policy.budget.PeriodAccount;
import dev.bursar.policy.budget.Proof;
import dev.bursar.policy.budget.Ruling;
import dev.bursar.policy.budget.TreasuryException;
import java.util.List;
import java.util.UUID;

/**
 * The end of a run in which all was healed: what is in doubt is only what nobody can know, and with the provider's
 * records every nano is accounted for.
 */
final class Settlement {
    private final Simulation run;
    private long rulings;

    Settlement(Simulation run) {
        this.run = run;
    }

    void check() {
        for (Simulation.Slot slot : run.slots) {
            VirtualNode last = slot.lives.getLast();
            Violation.unless(last.timer.isDead(), "a node that is told to stop stops");
            Violation.unless(last.calls.isEmpty(), "every request is answered");
            Violation.unless(last.heldNanos() == 0, "nothing is held for nobody");
            checkReported(last);
        }
        run.books.leases().values().forEach(this::checkEnded);
        run.truth.doubtful().forEach(this::rule);
        List.copyOf(run.books.leases().values()).forEach(this::rule);
        List<String> wrong = run.books.inner().state().violations();
        Violation.unless(wrong.isEmpty(), "the books are right: " + wrong);
        run.books.periods().values().forEach(this::checkExact);
    }

    private void checkReported(VirtualNode node) {
        for (UUID event : node.events) {
            Violation.unless(
                    run.books.inner().event(event).isPresent(), "a node that did not crash reports everything");
        }
    }

    private void checkEnded(LeaseAccount lease) {
        Violation.unless(lease.openNanos() == 0, "nothing stays leased: " + lease);
        boolean closed = lease.state() == LeaseAccount.State.CLOSED;
        boolean crashed = run.slots.stream()
                .filter(slot -> slot.id.equals(lease.life().nodeId()))
                .anyMatch(slot -> slot.lives.size() > 1);
        Violation.unless(
                closed ? lease.givenUpNanos() == 0 : crashed, "where nobody crashed, nothing stays given up: " + lease);
    }

    private void rule(UUID event, long spent) {
        if (run.books.inner().doubts(event).isEmpty()) {
            return;
        }
        resolve(new Doubt.OfEvent(event), spent);
    }

    private void rule(LeaseAccount lease) {
        if (lease.givenUpNanos() > 0) {
            resolve(new Doubt.OfLease(lease.id()), run.truth.billedNanos(lease.id()) - settled(lease));
        }
    }

    /** Also what events left in doubt has been ruled by now. */
    private long settled(LeaseAccount lease) {
        return run.books.leases().getOrDefault(lease.id(), lease).settledNanos();
    }

    private void resolve(Doubt doubt, long spent) {
        Violation.unless(spent >= 0, "more is settled than was billed: " + doubt);
        try {
            run.controlPlane.commit(() -> run.treasury.resolve(
                    run.books,
                    new Ruling(
                            new UUID(5, ++rulings),
                            doubt,
                            Proof.PROVIDER_RECORD,
                            spent,
                            "invoice",
                            "Ada",
                            run.controlPlane.now())));
        } catch (TreasuryException e) {
            throw new Violation("what was spent is not in doubt: " + doubt + " " + spent + " " + e.code());
        }
    }

    private void checkExact(PeriodAccount period) {
        Account account = period.account();
        if (account.hard()) {
            long billed = run.truth.billedNanos(period.place());
            Violation.unless(
                    account.settledNanos() == billed
                            && account.leasedNanos() == 0
                            && account.inDoubtNanos() == 0
                            && account.freeNanos() == Math.max(0, account.limitNanos() - billed),
                    "with the provider's records all is accounted for: billed " + billed + ", " + account);
        }
    }
}
