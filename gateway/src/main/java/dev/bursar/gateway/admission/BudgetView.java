package dev.bursar.gateway.admission;

/**
 * A budget as the control plane last told it, nano-USD.
 *
 * @param resetsAtMillis 0: never
 */
public record BudgetView(
        String budgetId,
        String level,
        String name,
        String owner,
        boolean hard,
        long limitNanos,
        long settledNanos,
        long leasedNanos,
        long inDoubtNanos,
        long resetsAtMillis) {
    /** The same state under this id, whether or not it carried one. */
    public BudgetView of(String id) {
        return new BudgetView(
                id, level, name, owner, hard, limitNanos, settledNanos, leasedNanos, inDoubtNanos, resetsAtMillis);
    }

    /** What the control plane could still grant. */
    public long grantableNanos() {
        return Math.max(0, limitNanos - settledNanos - leasedNanos - inDoubtNanos);
    }
}
