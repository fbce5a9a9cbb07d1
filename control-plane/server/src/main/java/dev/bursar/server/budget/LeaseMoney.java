package dev.bursar.server.budget;

import dev.bursar.policy.budget.Proof;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * One lease, under the lock of its period's account. Belongs to the current transaction.
 *
 * <p>Its money: {@code granted = open + settled + inDoubt + returned}. While the lease lives, only what a gateway
 * reported as unprovable is in doubt. When it is given up ({@code open -> in_doubt}), its open remainder joins that;
 * this {@link #givenUpNanos} part is proven by late reports, late returns, or the end of the epoch.
 *
 * <pre>
 *   open ──expired, fenced──▶ in_doubt ──grant──▶ open
 *     └───────────── epoch closed ─────────────▶ closed
 * </pre>
 */
final class LeaseMoney {
    /** As the table says it. */
    enum State {
        OPEN,
        IN_DOUBT,
        CLOSED
    }

    private final UUID id;
    private final PeriodAccount period;
    private final UUID nodeId;
    private final long epoch;
    private State state;
    private long grantedNanos;
    private long settledNanos;
    private long inDoubtNanos;
    private long returnedNanos;
    private long givenUpNanos;
    private Instant expiresAt;

    LeaseMoney(Facts facts, PeriodAccount period) {
        this.id = facts.id();
        this.period = period;
        this.nodeId = facts.nodeId();
        this.epoch = facts.epoch();
        this.state = facts.state();
        this.grantedNanos = facts.grantedNanos();
        this.settledNanos = facts.settledNanos();
        this.inDoubtNanos = facts.inDoubtNanos();
        this.returnedNanos = facts.returnedNanos();
        this.expiresAt = facts.expiresAt();
        this.givenUpNanos = facts.givenUpNanos();
    }

    /** A lease's row. */
    record Facts(
            UUID id,
            UUID budgetId,
            Instant periodStart,
            UUID nodeId,
            long epoch,
            State state,
            long grantedNanos,
            long settledNanos,
            long inDoubtNanos,
            long returnedNanos,
            long givenUpNanos,
            Instant expiresAt) {
        /** In which every transaction locks the accounts that it needs: by budget, then by period. */
        static List<Facts> inLockOrder(Collection<Facts> leases) {
            return leases.stream()
                    .sorted(Comparator.comparing(Facts::budgetId).thenComparing(Facts::periodStart))
                    .toList();
        }
    }

    /** What is neither settled, nor in doubt, nor returned: part of the account's leased money. */
    long openNanos() {
        return grantedNanos - settledNanos - inDoubtNanos - returnedNanos;
    }

    void grant(long nanos, Instant until) {
        period.change(account -> account.grant(nanos));
        grantedNanos += nanos;
        expiresAt = until;
        state = State.OPEN;
    }

    /** What a node does not need: proof that it was not spent. At most what is there comes back. */
    void giveBack(long nanos) {
        long open = Math.min(nanos, openNanos());
        period.change(account -> account.giveBack(open));
        long late = Math.min(nanos - open, givenUpNanos);
        period.change(account -> account.prove(Proof.LATE_RETURN, 0, late));
        inDoubtNanos -= late;
        givenUpNanos -= late;
        returnedNanos += open + late;
    }

    /**
     * Spent money, from the open remainder first, then from what had been given up.
     *
     * @return what neither covers: an overrun
     */
    long settle(long nanos) {
        long open = Math.min(nanos, openNanos());
        period.change(account -> account.settle(open));
        long late = Math.min(nanos - open, givenUpNanos);
        period.change(account -> account.prove(Proof.LATE_REPORT, late, 0));
        inDoubtNanos -= late;
        givenUpNanos -= late;
        settledNanos += open + late;
        return nanos - open - late;
    }

    /**
     * Money that may have been spent: from the open remainder first, then what had been given up stays in doubt, now
     * with a name.
     *
     * @return what neither covers: an overrun
     */
    long doubt(long nanos) {
        long open = Math.min(nanos, openNanos());
        period.change(account -> account.doubt(open));
        inDoubtNanos += open;
        long late = Math.min(nanos - open, givenUpNanos);
        givenUpNanos -= late;
        return nanos - open - late;
    }

    /** The node fell silent or died: its remainder is in doubt, never refunded by time alone. */
    void giveUp() {
        long open = openNanos();
        period.change(account -> account.doubt(open));
        inDoubtNanos += open;
        givenUpNanos += open;
        state = State.IN_DOUBT;
    }

    /** The node said that everything is reported: the remainder is proven unspent. */
    void close() {
        giveBack(openNanos() + givenUpNanos);
        state = State.CLOSED;
    }

    UUID id() {
        return id;
    }

    PeriodAccount period() {
        return period;
    }

    UUID nodeId() {
        return nodeId;
    }

    long epoch() {
        return epoch;
    }

    State state() {
        return state;
    }

    long grantedNanos() {
        return grantedNanos;
    }

    long settledNanos() {
        return settledNanos;
    }

    long inDoubtNanos() {
        return inDoubtNanos;
    }

    long returnedNanos() {
        return returnedNanos;
    }

    /** Part of what is in doubt. */
    long givenUpNanos() {
        return givenUpNanos;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
