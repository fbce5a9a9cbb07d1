package dev.bursar.gateway.admission;

import dev.bursar.gateway.metering.Charge;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The worst case of one attempt, taken out of the leases at every hard level of its path. It ends exactly once:
 *
 * <pre>
 *   open ──settle──▶ charged what it cost, the rest is back
 *    │ └───doubt───▶ charged in full, in doubt
 *    └────release──▶ all of it is back
 * </pre>
 *
 * Ending it again does nothing and charges nothing.
 */
public final class Hold {
    private final BudgetPath path;
    private final @Nullable Lease[] leases;
    private final long nanos;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param leases one for each hard level, or none at all where no money is needed */
    Hold(BudgetPath path, @Nullable Lease[] leases, long nanos) {
        this.path = path;
        this.leases = leases;
        this.nanos = nanos;
    }

    /** The most that the call was expected to cost. */
    public long nanos() {
        return nanos;
    }

    /** The call cost this much. Beyond the hold, hard levels are charged the hold: the overrun shows in the cost. */
    public List<Charge> settle(long costNanos, long nowMillis) {
        return end(leases.length == 0 ? costNanos : Math.min(costNanos, nanos), costNanos, false, nowMillis);
    }

    /** Something was produced, nobody can say how much: all of it stays out of reach until proof. */
    public List<Charge> doubt(long nowMillis) {
        return end(nanos, nanos, true, nowMillis);
    }

    /** Nothing was produced. */
    public void release() {
        if (open.compareAndSet(true, false)) {
            giveBack(nanos);
        }
    }

    public OptionalLong remainingNanos() {
        return path.remainingNanos();
    }

    private List<Charge> end(long hardNanos, long softNanos, boolean inDoubt, long nowMillis) {
        if (!open.compareAndSet(true, false)) {
            return List.of();
        }
        List<Charge> charges = new ArrayList<>(leases.length + path.soft.size());
        for (int i = 0; i < leases.length; i++) {
            Lease lease = leases[i];
            if (lease != null) {
                path.hard[i].charged(hardNanos, nowMillis);
                charges.add(charge(path.hard[i].budgetId, lease.id, hardNanos, inDoubt));
            }
        }
        for (String budgetId : path.soft) {
            charges.add(charge(budgetId, "", softNanos, inDoubt));
        }
        giveBack(nanos - hardNanos);
        return charges;
    }

    private static Charge charge(String budgetId, String leaseId, long amount, boolean inDoubt) {
        return new Charge(budgetId, leaseId, inDoubt ? 0 : amount, inDoubt ? amount : 0);
    }

    private void giveBack(long unused) {
        for (int i = 0; i < leases.length; i++) {
            Lease lease = leases[i];
            if (lease != null) {
                lease.endHold(nanos, unused);
            }
        }
        for (int i = 0; i < leases.length; i++) {
            path.hard[i].wakeWaiting();
        }
    }
}
