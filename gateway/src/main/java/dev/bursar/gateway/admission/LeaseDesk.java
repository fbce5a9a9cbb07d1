package dev.bursar.gateway.admission;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where leases come from and go back to: the control plane, seen from admission. Any thread; nothing blocks. */
public interface LeaseDesk {
    /**
     * @param leastNanos the request at hand does not fit without it
     * @param recentNanos what this node spent on the budget in the last minute
     * @param nextPeriod for the period after the current one, shortly before it starts
     * @param largestHoldNanos of recent requests
     */
    record Wish(String budgetId, long leastNanos, long recentNanos, boolean nextPeriod, long largestHoldNanos) {}

    /**
     * @param periodStartMillis when its period starts, perhaps in the future
     * @param periodEndMillis no new hold from here on; 0: lifetime
     * @param expiresAtMillis what is left is returned by then
     * @param after the budget after the grant
     */
    record Grant(
            String leaseId,
            long grantedNanos,
            long periodStartMillis,
            long periodEndMillis,
            long expiresAtMillis,
            BudgetView after) {
        /** Of no use any more, by this node's clock, which may be ahead of the control plane's. */
        boolean over(long nowMillis) {
            return expiresAtMillis <= nowMillis || periodEndMillis != 0 && periodEndMillis <= nowMillis;
        }
    }

    record Return(String leaseId, long nanos) {}

    /** All wishes, or none. */
    sealed interface Answer {
        record Granted(List<Grant> grants) implements Answer {}

        record Refused(BudgetView by) implements Answer {}

        /** Nobody knows whether there is money: it fails closed. */
        record Unreachable(String reason) implements Answer {}
    }

    /** Never completes exceptionally. */
    CompletionStage<Answer> acquire(String organizationId, List<Wish> wishes);

    /** Repeated until the control plane has it. */
    void giveBack(String organizationId, List<Return> returns);

    /** Completes exceptionally where the control plane cannot be asked. */
    CompletionStage<List<BudgetView>> read(String organizationId, List<String> budgetIds);
}
